"""The words of takeovers. Adults read them, so they may be longer than a child's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HostKind(models.TextChoices):
    """What an organisation is."""

    SCHOOL = "school", _("School or college")
    HOSPITAL = "hospital", _("Hospital or health service")
    BUSINESS = "business", _("Business")
    CHARITY = "charity", _("Charity or community group")
    COUNCIL = "council", _("Council")
    POLICE = "police", _("Police, fire or rescue service")
    MUSEUM = "museum", _("Museum, gallery or library")
    CREATIVE = "creative", _("Creative industries")
    GOVERNMENT = "government", _("Government or public body")
    OTHER = "other", _("Something else")


class Ages(models.TextChoices):
    """Which children a host can take; the law on checks asks no finer (S24)."""

    UNDER_16 = "under-16", _("Under 16 only")
    OVER_16 = "16-17", _("16 and 17 only")
    BOTH = "both", _("Both")


class Access(models.TextChoices):
    """What is there so that every child can come."""

    STEP_FREE = "step-free", _("Step-free from the street to every room")
    TOILET = "toilet", _("A toilet for wheelchair users")
    QUIET = "quiet", _("A quiet room")
    LOOP = "loop", _("A hearing loop")
    SIGN = "sign", _("Sign language, if asked in time")
    PARKING = "parking", _("Parking at the door")


class DocumentKind(models.TextChoices):
    """What a host's document is."""

    POLICY = "policy", _("Safeguarding policy")
    RISK = "risk", _("Risk assessment")
    INSURANCE = "insurance", _("Employers' liability insurance certificate")


class Proof(models.TextChoices):
    """What somebody of ours must have seen before an organisation may be a host (S23, S26)."""

    ORGANISATION = "organisation", _("The organisation is real, and this person speaks for it")
    LEAD = "lead", _("The safeguarding lead is named, and knows it")
    POLICY = "policy", _("The policy is there and covers children who visit")
    RISK = "risk", _("The risk assessment covers young people")
    INSURANCE = "insurance", _("Employers' liability insurance is in force")
    ADULTS = "adults", _("Who is with the children; never one adult alone with one child")


class ProofState(models.TextChoices):
    """How a proof stands today."""

    MISSING = "missing", _("Not checked yet")
    CHANGED = "changed", _("Changed since it was checked")
    ENDED = "ended", _("Ended")
    GOOD = "good", _("Checked")


class HostState(models.TextChoices):
    """Where a host is; worked out from what happened, kept nowhere."""

    WAITING = "waiting", _("Being checked")
    ASKED = "asked", _("A question for you")
    APPROVED = "approved", _("Approved")
    SUSPENDED = "suspended", _("On hold")
    REFUSED = "refused", _("Not this time")
    LEFT = "left", _("Left")


class SuspendedFor(models.TextChoices):
    """Why a host is suspended. Only what time did, time can undo."""

    ENDED = "ended", _("Something we checked has ended")
    STAFF = "staff", _("We have a question about safety")


class Blocker(models.TextChoices):
    """What stands between an organisation and being a host, in words for staff."""

    LEFT = "left", _("It has left.")
    REFUSED = "refused", _("It was refused.")
    HELD = "held", _("It is held.")
    ASKED = "asked", _("A question waits for the host's answer.")
    SUSPENDED = "suspended", _("A safeguarding lead suspended it.")
    UNSCANNED = "unscanned", _("A document has not been scanned yet.")
    NOT_CHECKED = "not_checked", _("Not every check is ticked for what the host says now.")
    NOT_APPROVED_BY_TWO = "not_approved_by_two", _("Two people have not approved it.")
    CHANGED_SINCE_APPROVAL = "changed_since_approval", _("It is not what was approved.")
