"""The base of every editor's page, what the site is called, and its menus."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, TranslatableMixin

from cms.caching import SECONDS_KEPT
from cms.remembered import Remembered


class Tint(models.TextChoices):
    """One tint a programme; see docs/features/look.md."""

    FILM = "film", _("pink: films")
    TAKEOVERS = "takeovers", _("yellow: takeovers")
    MEETUPS = "meetups", _("green: meetups")
    PLEDGE = "pledge", _("purple: pledge")
    HELP = "help", _("blue: help")
    PAPER = "paper", _("paper: none")


class BasePage(Page):
    """What every page of the public site has: a tint, and calm where it should be."""

    tint = models.CharField(_("tint"), max_length=10, choices=Tint, default=Tint.PAPER)
    calm = models.BooleanField(
        _("calm"), default=False, help_text=_("Nothing leans, and there is more room.")
    )

    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("tint"), FieldPanel("calm")], heading=_("Look")),
    ]

    class Meta:
        abstract = True

    @property
    def body_class(self) -> str:
        """Classes of `<body>` on this page."""
        return f"tint-{self.tint}{' calm' if self.calm else ''}"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let caches keep what is the same for everybody, as briefly as a withdrawal allows (F15)."""
        response = super().serve(request, *args, **kwargs)
        # Whoever asked the session who this is (a restricted page) has an answer for one person.
        if not getattr(request, "is_preview", False) and not request.session.accessed:
            patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response


class NavigationItem(TranslatableMixin, models.Model):
    """One link of the menu, the footer or beside a part of the site, in one language."""

    class Place(models.TextChoices):
        MENU = "menu", _("menu")
        FOOTER = "footer", _("footer")
        TAKEOVERS = "takeovers", _("beside the list of takeovers")
        HOSTS = "hosts", _("on a host's own page")
        GROUPS = "groups", _("on a group's own page")

    label = models.CharField(_("label"), max_length=40)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = models.CharField(
        _("address"),
        max_length=100,
        blank=True,
        help_text=_("Of a part of the site that is not a page, as in English: /films/"),
    )
    place = models.CharField(_("where"), max_length=12, choices=Place, default=Place.MENU)
    tint = models.CharField(_("tint"), max_length=10, choices=Tint, default=Tint.PAPER)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(TranslatableMixin.Meta):
        ordering = ["place", "sort_order", "id"]
        verbose_name = _("menu link")
        verbose_name_plural = _("menu links")
        constraints = [
            models.CheckConstraint(
                name="navigation_to_a_page_or_an_address",
                condition=(Q(page__isnull=False) & Q(address=""))
                | (Q(page__isnull=True) & Q(address__startswith="/")),
                violation_error_message=_("Choose a page, or give an address that starts with /."),
            )
        ]

    def __str__(self) -> str:
        return self.label


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """The name over the door and who keeps the house."""

    name = models.CharField(_("name"), max_length=40, default="Heard")
    organisation = models.CharField(
        _("run by"), max_length=100, default="the Office of the Children's Champion"
    )
    contact_email = models.EmailField(_("e-mail for grown-ups"), default="hello@heard.example")

    _by_host: ClassVar[Remembered[str, Self]] = Remembered()

    class Meta:
        verbose_name = _("name and contact")

    @classmethod
    def for_request(cls, request: HttpRequest) -> Self:
        """Return the settings of the site at the request's host, as this process remembers them.

        Every page asks, and to find a site and its settings took a fifth of a form's time (ADR 0154).
        """
        return cls._by_host.get(request.get_host(), lambda: super(SiteSettings, cls).for_request(request))

    @classmethod
    def name_for(cls, request: HttpRequest) -> str:
        """What this site calls itself."""
        return cls.for_request(request).name
