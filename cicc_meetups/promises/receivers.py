"""What promises tell the shared rooms when the site starts."""

from __future__ import annotations

from cicc_meetups.promises.models import News, Promise
from moderation import leaving

leaving.register(Promise)
leaving.register(News)
