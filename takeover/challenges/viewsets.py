"""What Wagtail's own lists know about challenges."""

from __future__ import annotations

from takeover.challenges.desk.views import DESK
from takeover.challenges.models import Challenge
from takeover.desk.review import AtTheDesk


class ChallengeViewSet(AtTheDesk):
    model = Challenge
    desk = DESK
    icon = "tick-inverse"
