"""Who answers, for what, and how."""

from django.db import models


class Party(models.TextChoices):
    """Who speaks. Everybody in it speaks for themselves; adults speak for a child."""

    CHILD = "child", "the child who made it"
    PERSON = "person", "somebody else in it"
    GUARDIAN = "guardian", "a parent, guardian or carer"
    AUTHORITY = "authority", "the placing authority"


class Purpose(models.TextChoices):
    """What a yes is for. Each is asked and answered by itself, never bundled (S2)."""

    PUBLISH_FILM = "publish_film", "show the film on this site"
    TAKE_PART = "take_part", "come to a takeover"
    USE_IN_REPORTS = "use_in_reports", "use it in reports and talks"
    PHOTO_AT_EVENT = "photo_at_event", "take a photo at an event"
    SHARE_WITH_HOST = "share_with_host", "share details with a host"
    CONTACT_AGAIN = "contact_again", "write to them again"


class Channel(models.TextChoices):
    WEB = "web", "on this site"
    LINK = "link", "by an e-mailed link"
    PAPER = "paper", "on paper, entered by staff"
    IN_PERSON = "in_person", "in person, entered by staff"


ENTERED = (Channel.PAPER, Channel.IN_PERSON)


class Care(models.TextChoices):
    """Whether a child is in the care of an authority. Sealed at rest, and seen by few (S2, S7)."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNSAID = "unsaid", "rather not say"
