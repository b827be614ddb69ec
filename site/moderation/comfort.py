"""What makes hard work bearable: how the desk's player starts, and what was hard. Of staff, not of films."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from moderation.enums import Hard


class Comfort(models.Model):
    """How one person's player starts, and since when they have been at the desk without a break."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comfort")
    muted = models.BooleanField(_("start without sound"), default=True)
    blurred = models.BooleanField(_("start blurred"), default=False)
    grey = models.BooleanField(_("start without colour"), default=False)
    share = models.BooleanField(
        _("my safeguarding leads may see how many hard ones I had this week"), default=False
    )
    at_desk_since = models.DateTimeField(null=True, blank=True, editable=False)
    at_desk_last = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"comfort of user {self.user_id}"


class HardMoment(models.Model):
    """That something was hard for somebody, never what: no film, no words. Rows are only added, then go."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hard_moments")
    why = models.CharField(max_length=10, choices=Hard.choices)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.why} for user {self.user_id}"


@register_setting(icon="glasses", order=70)
class WelfareSettings(BaseGenericSetting):
    """When a break is proposed to whoever watches films, and whom they can talk to."""

    break_minutes = models.PositiveSmallIntegerField(
        _("minutes at the desk until a break is proposed"),
        default=50,
        validators=[MinValueValidator(10), MaxValueValidator(180)],
        help_text=_("Short and often: five to ten minutes in every hour help more than one long break."),
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minutes away from the desk that are a break"),
        default=10,
        validators=[MinValueValidator(2), MaxValueValidator(60)],
    )
    hard_ones = models.PositiveSmallIntegerField(
        _("hard films since the last break until one is proposed"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Low on purpose: what is hard adds up before anybody notices."),
    )
    talk_to = models.CharField(
        _("whom reviewers can talk to"),
        max_length=300,
        blank=True,
        help_text=_(
            "A name and a number for staff, such as your employee help line. Shown at the desk only."
        ),
    )

    class Meta:
        verbose_name = _("Reviewers' wellbeing")
        default_permissions = ("change",)
