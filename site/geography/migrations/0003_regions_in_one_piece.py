"""Put authorities where authorities.csv now has them: every region lies in one piece (docs/adr/0113).

A new database has them there already.
"""

import csv
from pathlib import Path

from django.db import migrations
from django.db.models import F

TABLE = Path(__file__).resolve().parents[1] / "authorities.csv"
OUT_OF_THE_WAY = 1000


def place(apps, schema_editor):
    authorities = apps.get_model("geography", "LocalAuthority").objects
    with TABLE.open(newline="", encoding="utf-8") as lines:
        places = {row["code"]: (int(row["hex_q"]), int(row["hex_r"])) for row in csv.DictReader(lines)}
    moved = {
        code
        for code, *now in authorities.values_list("code", "hex_q", "hex_r")
        if code in places and tuple(now) != places[code]
    }
    # All step aside first: no two may share a hexagon, not even on the way.
    authorities.filter(code__in=moved).update(hex_q=F("hex_q") + OUT_OF_THE_WAY)
    for code in moved:
        authorities.filter(code=code).update(hex_q=places[code][0], hex_r=places[code][1])


class Migration(migrations.Migration):
    dependencies = [("geography", "0002_load_england")]
    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
