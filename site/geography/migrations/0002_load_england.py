"""Load England's regions and local authorities, so that every database has them from the start."""

import csv
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parents[1] / "authorities.csv"


def load(apps, schema_editor):
    region_model = apps.get_model("geography", "Region")
    authority_model = apps.get_model("geography", "LocalAuthority")
    with TABLE.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    regions = {row["region_code"]: row["region"] for row in rows}
    region_model.objects.bulk_create(region_model(code=code, name=name) for code, name in regions.items())
    authority_model.objects.bulk_create(
        authority_model(
            code=row["code"],
            name=row["name"],
            region_id=row["region_code"],
            hex_q=int(row["hex_q"]),
            hex_r=int(row["hex_r"]),
        )
        for row in rows
    )


def unload(apps, schema_editor):
    apps.get_model("geography", "LocalAuthority").objects.all().delete()
    apps.get_model("geography", "Region").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("geography", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
