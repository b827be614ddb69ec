"""Who answers when a child needs to talk, as editors keep it."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from help_at_hand.facts import Help, Line


class HelpText(PreviewableMixin, TranslatableMixin, ClusterableModel):
    """The words and numbers of the help page, once in each language.

    What it says is also kept on disk (copies.py) for when the database is away.
    """

    heading = models.CharField(_("heading"), max_length=80)
    lead = models.TextField(_("first words"), max_length=400)
    phone = models.CharField(_("our phone number"), max_length=20)
    hours = models.CharField(_("when we answer"), max_length=120)
    email = models.EmailField(_("our e-mail"), blank=True)
    next_steps = models.TextField(_("what happens when you call"), max_length=600, blank=True)
    emergency = models.TextField(_("in danger now"), max_length=300)

    panels = [
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("phone"),
        FieldPanel("hours"),
        FieldPanel("email"),
        FieldPanel("next_steps"),
        FieldPanel("emergency"),
        InlinePanel("lines", heading=_("Others to call"), max_num=8),
    ]
    override_translatable_fields = [
        SynchronizedField("phone"),
        SynchronizedField("email"),
        TranslatableField("lines"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("help page")
        verbose_name_plural = _("help page")
        constraints = [models.UniqueConstraint(fields=["locale"], name="help_text_once_per_language")]

    def __str__(self) -> str:
        return self.heading

    def facts(self) -> Help:
        """The same as plain values."""
        return Help(
            heading=self.heading,
            lead=self.lead,
            phone=self.phone,
            hours=self.hours,
            email=self.email,
            next_steps=self.next_steps,
            emergency=self.emergency,
            lines=tuple(Line(line.name, line.phone, line.words) for line in self.lines.all()),
        )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "help_at_hand/help_read.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return {"request": request, "help": self.facts()}


class HelpLine(TranslatableMixin, Orderable):
    """Somebody else a child can call, in the words of one language."""

    help = ParentalKey(HelpText, on_delete=models.CASCADE, related_name="lines")
    name = models.CharField(_("who"), max_length=80)
    phone = models.CharField(_("phone number"), max_length=20)
    words = models.CharField(_("what they are for, and when"), max_length=200)

    panels = [FieldPanel("name"), FieldPanel("phone"), FieldPanel("words")]
    override_translatable_fields = [SynchronizedField("phone")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.name
