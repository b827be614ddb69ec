"""Menu links and the site's name."""

from __future__ import annotations

import factory
from wagtail.models import Locale

from cms.models import NavigationItem


class NavigationItemFactory(factory.django.DjangoModelFactory[NavigationItem]):
    class Meta:
        model = NavigationItem

    class Params:
        footer = factory.Trait(place=NavigationItem.Place.FOOTER)
        polish = factory.Trait(locale=factory.LazyFunction(lambda: Locale.objects.get(language_code="pl")))

    label = "Help"
    address = "/help/"
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="en"))
