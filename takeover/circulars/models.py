"""Letters to all hosts of a season, and who wants none. Staff's words; they name nobody."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from takeover.enums import HostKind
from takeover.models import Registration, Season


class Audience(models.TextChoices):
    """To whom of a season a circular goes."""

    APPROVED = "approved", _("Hosts we approved")
    NOTHING_PUBLIC = "nothing-public", _("Approved hosts without a public takeover")
    BEING_CHECKED = "being-checked", _("Organisations we are checking, or have asked something")
    UNSENT = "unsent", _("Whoever began to register and has not sent it")


class Circular(ClusterableModel):
    """One letter to many. It can be changed until it is sent; after that it stays as it went out.

    `to_number` is to how many it was sent; `spread_at` is when the last of them was written down.
    """

    season = models.ForeignKey(Season, verbose_name=_("season"), on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(
        _("to whom"), max_length=16, choices=Audience.choices, default=Audience.APPROVED
    )
    kind = models.CharField(
        _("only this kind of organisation"), max_length=12, choices=HostKind.choices, blank=True
    )
    region = models.ForeignKey(
        "geography.Region",
        verbose_name=_("only in this region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    to_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    spread_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        permissions = [("send_circular", "Can send a letter to all hosts of a season")]
        verbose_name = _("letter to hosts")
        verbose_name_plural = _("letters to hosts")
        constraints = [
            models.CheckConstraint(
                name="circular_sent_at_by_and_to",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, to_number__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, to_number__isnull=False),
            ),
            models.CheckConstraint(
                name="circular_spread_after_it_was_sent",
                condition=Q(spread_at__isnull=True) | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        first = next((text for text in self.texts.all() if text.language == settings.LANGUAGE_CODE), None)
        return first.subject if first is not None else str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        if self.audience == Audience.UNSENT and (self.kind or self.region_id):
            raise ValidationError(
                _("Who has not sent anything has not told us yet what and where they are: choose all.")
            )

    def text(self, language: str) -> Text:
        """Return its words in `language`, else in the first language. Raises StopIteration without any."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language) or next(iter(texts.values()))


class Text(models.Model):
    """A circular's words in one language. Plain text: addresses in it become links by themselves."""

    circular = ParentalKey(Circular, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    subject = models.CharField(_("subject"), max_length=80)
    words = models.TextField(_("words"), max_length=4000)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("words")
        verbose_name_plural = _("words")
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "language"],
                name="circular_once_in_a_language",
                violation_error_message=_("These words are here already in this language."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Stopped(models.Model):
    """Whoever registered wants no circulars. It goes with the registration."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="circulars_stopped"
    )
    stopped_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"stopped {self.pk}"
