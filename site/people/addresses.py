"""E-mail addresses that forms take: as long as a row can keep (models.EmailField), and no longer."""

from __future__ import annotations

LONGEST = 254  # letters; more goes through no mail server (RFC 5321), but Django's forms take 320
