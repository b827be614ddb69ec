"""What each proof was ticked for: the answers and documents it covers, bound by a digest.

A tick counts for what was there when somebody looked. Other answers, or another document, and it says
'changed' until somebody has looked again (S26, ADR 0121).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from takeover.enums import DocumentKind, Proof, ProofState

WARNED_DAYS = (60, 30, 7)  # before something ends, its host is told, and the desk shows it


@dataclass(frozen=True, slots=True)
class Covers:
    """Names of the answers, and kinds of the documents, that one proof stands on."""

    answers: tuple[str, ...]
    documents: tuple[DocumentKind, ...] = ()


COVERS: dict[Proof, Covers] = {
    Proof.ORGANISATION: Covers(("name", "team", "kind", "kind_other", "authority", "contact_name")),
    Proof.LEAD: Covers(("lead_name", "lead_role", "lead_email", "lead_phone")),
    Proof.POLICY: Covers(("policy", "policy_date"), (DocumentKind.POLICY,)),
    Proof.RISK: Covers(("risk", "risk_date"), (DocumentKind.RISK,)),
    Proof.INSURANCE: Covers(("insurance", "insurer", "insurance_ends"), (DocumentKind.INSURANCE,)),
    Proof.ADULTS: Covers(("adults", "never_alone", "how", "ages", "regulated", "checked")),
}

type Papers = Iterable[tuple[str, str]]  # (kind, SHA-256 as 64 hex digits)


def digest(proof: Proof, answers: Mapping[str, Any], papers: Papers) -> str:
    """Return the 64-hex digest of what `proof` covers in these answers and papers."""
    covers = COVERS[proof]
    return _digest(
        {name: answers.get(name) for name in covers.answers},
        [(kind, sha256) for kind, sha256 in papers if kind in covers.documents],
    )


def whole_digest(answers: Mapping[str, Any], papers: Papers) -> str:
    """Return the 64-hex digest of everything a host says and shows: what two people approve (S13)."""
    return _digest(dict(answers), list(papers))


def state(digest_now: str, ticked_for: str | None, ends_date: date | None, today: date) -> ProofState:
    """Return how a proof stands: `ticked_for` is the digest it was last ticked for, None for never.

    `ends_date` is the last day on which it counts.
    """
    if ticked_for is None:
        return ProofState.MISSING
    if ends_date is not None and ends_date < today:
        return ProofState.ENDED
    return ProofState.GOOD if ticked_for == digest_now else ProofState.CHANGED


def warning(ends_date: date, today: date) -> int | None:
    """Return the tightest of WARNED_DAYS that `ends_date` has come within, None while it is far or over."""
    left = (ends_date - today).days
    return min((days for days in WARNED_DAYS if 0 <= left <= days), default=None)


def _digest(answers: Mapping[str, Any], papers: list[tuple[str, str]]) -> str:
    said = json.dumps([sorted(answers.items()), sorted(papers)], ensure_ascii=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()
