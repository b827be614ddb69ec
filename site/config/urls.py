"""Every address of the site. English has no prefix; /pl/… and /ar/… carry the others."""

from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import Sitemap
from django.urls import include, path
from django.views.decorators.cache import cache_control
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import views as sitemap_views
from wagtail.documents import urls as wagtaildocs_urls

from cicc_meetups.profiles.sitemaps import CouncilSitemap
from cicc_meetups.promises.sitemaps import PromiseSitemap
from config import health
from home import views as home_views
from home.sitemaps import PageSitemap
from our_childhood.sitemaps import FilmSitemap
from pledge.sitemaps import PledgeSitemap
from safeguarding.switch import LONGEST_KEPT
from takeover.challenges.sitemaps import ChallengeSitemap

# As briefly as a film that is taken back allows (F15).
shared = cache_control(public=True, max_age=LONGEST_KEPT)
sitemaps: dict[str, type[Sitemap[Any]]] = {
    "pages": PageSitemap,
    "films": FilmSitemap,
    "takeovers": ChallengeSitemap,
    "councils": CouncilSitemap,
    "promises": PromiseSitemap,
    "pledge": PledgeSitemap,
}

urlpatterns = [
    path("robots.txt", shared(home_views.robots), name="robots"),
    path(".well-known/security.txt", shared(home_views.security_txt), name="security-txt"),
    path("sitemap.xml", shared(sitemap_views.index), {"sitemaps": sitemaps}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        shared(sitemap_views.sitemap),
        {"sitemaps": sitemaps},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("media/", include("storage.urls")),
    path("upload/", include("uploads.urls")),
    path("documents/", include(wagtaildocs_urls)),  # this view knows who may read which
    path("admin/", include(wagtailadmin_urls)),
    path("staff/", include("accounts.urls")),
]

urlpatterns += i18n_patterns(
    path("", include("consent.urls")),
    path("", include("moderation.urls")),
    path("", include("our_childhood.urls")),
    path("", include("takeover.urls")),
    path("", include("takeover.challenges.urls")),
    path("", include("takeover.commendations.urls")),
    path("", include("takeover.wishes.urls")),
    path("", include("takeover.sign_ups.urls")),
    path("", include("takeover.stories.urls")),
    path("", include("takeover.days.urls")),
    path("", include("cicc_meetups.urls")),
    path("", include("cicc_meetups.bookings.urls")),
    path("", include("cicc_meetups.questions.urls")),
    path("", include("cicc_meetups.promises.urls")),
    path("", include("cicc_meetups.after.urls")),
    path("", include("cicc_meetups.practice.urls")),
    path("", include("cicc_meetups.profiles.urls")),
    path("", include("pledge.urls")),
    path("", include("pledge.mirror.urls")),
    path("", include("takeover.circulars.urls")),
    path("", include("certificates.urls")),
    path("", include("calendars.urls")),
    path("help/", include("help_at_hand.urls")),
    path("help/", include("help_at_hand.cases.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
