"""Every variable of the environment is described in one place, and read in one way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "whole_number", "words", "folder"}
# What the operating system and the tools we start read for themselves.
NOT_OURS = {"PATH", "DJANGO_SETTINGS_MODULE", "HOME"}
READ_BY_OTHERS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "PYTHON"}


def product_files() -> list[Path]:
    files = [
        path
        for folder in ("site", "home", "our_childhood", "help_at_hand")
        for path in (ROOT / folder).rglob("*.py")
    ]
    return [*files, ROOT / "manage.py"]


def variables() -> set[str]:
    found = set()
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READERS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))


def test_every_variable_is_described() -> None:
    assert variables() - documented() == set()


def test_nothing_is_described_that_is_not_read() -> None:
    assert documented() - variables() - NOT_OURS - READ_BY_OTHERS == set()


def test_the_environment_is_read_through_one_module() -> None:
    """So that a wrong value ends the start with a sentence that says how to fix it."""
    direct = {
        f"{path.relative_to(ROOT)}: {match}"
        for path in product_files()
        if path.name != "env.py"
        for match in re.findall(r"os\.(?:environ\[|environ\.get\(|getenv\()\"([A-Z_]+)", path.read_text())
        if match not in NOT_OURS
    }
    assert {entry for entry in direct if "settings/test.py" not in entry} == set()


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
