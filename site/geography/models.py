"""England's nine regions and 153 local authorities with children's services."""

from __future__ import annotations

from django.db import models


class Region(models.Model):
    """One of England's nine regions; `code` is the ONS code (E12…)."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LocalAuthority(models.Model):
    """An upper-tier authority; `hex_q`, `hex_r` are its place in the hex map (odd-r offset)."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="authorities")
    hex_q = models.SmallIntegerField()
    hex_r = models.SmallIntegerField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "local authorities"
        constraints = [
            models.UniqueConstraint(fields=["hex_q", "hex_r"], name="authority_alone_in_its_hexagon")
        ]

    def __str__(self) -> str:
        return self.name
