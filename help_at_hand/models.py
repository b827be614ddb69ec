"""Who answers when a child needs to talk, as editors keep it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from help_at_hand.enums import Day, Whom
from help_at_hand.facts import Help, Line, Part
from help_at_hand.hours import MIDNIGHT, Span, Timetable


class HelpText(PreviewableMixin, TranslatableMixin, ClusterableModel):
    """The words and numbers of the help page, once in each language.

    What it says is also kept on disk (copies.py) for when the database is away.
    """

    heading = models.CharField(_("heading"), max_length=80)
    lead = models.TextField(_("first words"), max_length=400)
    phone = models.CharField(_("our phone number"), max_length=20)
    hours = models.CharField(
        _("when we answer"),
        max_length=120,
        blank=True,
        help_text=_("One sentence. Better empty: then the opening hours are spelled out, under Settings."),
    )
    email = models.EmailField(_("our e-mail"), blank=True)
    next_steps = models.TextField(_("what happens when you call"), max_length=600, blank=True)
    emergency = models.TextField(_("in danger now"), max_length=300)
    closed = models.TextField(
        _("when nobody answers"),
        max_length=300,
        blank=True,
        help_text=_("What to do at night, at weekends and on holidays."),
    )

    panels = [
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("phone"),
        FieldPanel("hours"),
        FieldPanel("email"),
        FieldPanel("next_steps"),
        FieldPanel("emergency"),
        FieldPanel("closed"),
        InlinePanel("lines", heading=_("Others to call"), max_num=8),
        InlinePanel("parts", heading=_("For some of the readers"), max_num=len(Whom)),
    ]
    override_translatable_fields = [
        SynchronizedField("phone"),
        SynchronizedField("email"),
        TranslatableField("lines"),
        TranslatableField("parts"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("help page")
        verbose_name_plural = _("help page")
        constraints = [models.UniqueConstraint(fields=["locale"], name="help_text_once_per_language")]

    def __str__(self) -> str:
        return self.heading

    def facts(self, timetable: tuple[str, ...] = ()) -> Help:
        """The same as plain values, with the hours in `timetable`, spelled in this language."""
        return Help(
            heading=self.heading,
            lead=self.lead,
            phone=self.phone,
            hours=self.hours or " · ".join(timetable),
            email=self.email,
            next_steps=self.next_steps,
            emergency=self.emergency,
            closed=self.closed,
            lines=tuple(Line(line.name, line.phone, line.words) for line in self.lines.all()),
            timetable=timetable,
            parts=tuple(Part(part.whom, part.heading, part.words, part.phone) for part in self.parts.all()),
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


class HelpPart(TranslatableMixin, Orderable):
    """What some readers need to know besides: children in care, in custody, on their own; the youngest."""

    help = ParentalKey(HelpText, on_delete=models.CASCADE, related_name="parts")
    whom = models.CharField(_("for whom"), max_length=12, choices=Whom.choices)
    heading = models.CharField(_("heading"), max_length=80)
    words = models.TextField(_("words"), max_length=900)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)

    panels = [FieldPanel("whom"), FieldPanel("heading"), FieldPanel("words"), FieldPanel("phone")]
    override_translatable_fields = [SynchronizedField("phone"), SynchronizedField("whom")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["help", "whom"], name="help_part_once_for_each")]

    def __str__(self) -> str:
        return self.heading


@register_setting(icon="help", order=40)
class HelpSettings(ClusterableModel, BaseGenericSetting):
    """When the team answers, whom it hears from, and how many children should know of it."""

    team_email = models.EmailField(
        _("the team"), blank=True, help_text=_("A shared mailbox. Told when a child has waited too long.")
    )
    aim_percent = models.PositiveSmallIntegerField(
        _("aim"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of a hundred children in care, so many should know of us."),
    )
    next_aim_percent = models.PositiveSmallIntegerField(
        _("and after it"), default=51, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    poll_opens_date = models.DateField(_("the yearly question opens"), null=True, blank=True)
    poll_closes_date = models.DateField(
        _("its last day"), null=True, blank=True, help_text=_("The result is shown from the day after.")
    )

    panels = [
        FieldPanel("team_email"),
        InlinePanel("hours", heading=_("Opening hours"), max_num=len(Day)),
        InlinePanel("special_days", heading=_("Days that differ")),
        MultiFieldPanel(
            [
                FieldPanel("aim_percent"),
                FieldPanel("next_aim_percent"),
                FieldPanel("poll_opens_date"),
                FieldPanel("poll_closes_date"),
            ],
            heading=_("Who knows of us"),
        ),
    ]

    class Meta:
        verbose_name = _("Help at Hand")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="help_poll_from_and_to",
                condition=Q(poll_opens_date__isnull=True, poll_closes_date__isnull=True)
                | Q(
                    poll_opens_date__isnull=False,
                    poll_closes_date__isnull=False,
                    poll_closes_date__gte=F("poll_opens_date"),
                ),
                violation_error_message=_("Give both days of the yearly question, or neither."),
            )
        ]

    def timetable(self) -> Timetable:
        """Return the opening hours as values that can be asked."""
        return Timetable(
            week={row.day: row.span for row in self.hours.all() if row.span is not None},
            special={row.date: row.span for row in self.special_days.all()},
        )


class _Hours(Orderable):
    """Hours of one day; neither opening nor closing means closed."""

    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(
        _("closes"), null=True, blank=True, help_text=_("00:00 is midnight, the end of the day.")
    )

    class Meta(Orderable.Meta):
        abstract = True

    @property
    def span(self) -> Span | None:
        if self.opens is None or self.closes is None:
            return None
        return Span(self.opens, self.closes)


_IN_ORDER = Q(opens__isnull=True, closes__isnull=True) | (
    Q(opens__isnull=False, closes__isnull=False) & (Q(closes__gt=F("opens")) | Q(closes=MIDNIGHT))
)
_OUT_OF_ORDER = _("Closing comes after opening. Give both, or neither for a closed day.")


class HelpHours(_Hours):
    """The hours of one weekday, or of every bank holiday."""

    settings = ParentalKey(HelpSettings, on_delete=models.CASCADE, related_name="hours")
    day = models.PositiveSmallIntegerField(_("day"), choices=Day.choices)

    panels = [FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")]

    class Meta(_Hours.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["settings", "day"], name="help_hours_once_a_day"),
            models.CheckConstraint(
                name="help_hours_in_order",
                condition=_IN_ORDER,
                violation_error_message=_OUT_OF_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_day_display())


class HelpSpecialDay(_Hours):
    """One date whose hours differ from every rule, such as a day of training."""

    settings = ParentalKey(HelpSettings, on_delete=models.CASCADE, related_name="special_days")
    date = models.DateField(_("date"))

    panels = [FieldPanel("date"), FieldPanel("opens"), FieldPanel("closes")]

    class Meta(_Hours.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["settings", "date"], name="help_special_day_once"),
            models.CheckConstraint(
                name="help_special_day_in_order",
                condition=_IN_ORDER,
                violation_error_message=_OUT_OF_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class ReleasedYear(models.Model):
    """What everybody may read of a year that is over, as it was when somebody released it.

    `figures` is {'total': n, 'regions': {code: n}, 'topics': {…}, 'speeds': {…}}, with small numbers left out
    as null (S11). Numbers of two days tell, so it is never counted anew.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    figures = models.JSONField()
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-year"]
        default_permissions = ()


class KnowingCount(models.Model):
    """How many children gave one pair of answers in one year's question. No answer is kept by itself."""

    year = models.PositiveSmallIntegerField()
    in_care = models.BooleanField()
    knew = models.BooleanField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "in_care", "knew"], name="help_knowing_once_each")
        ]
