"""Pages below a home page of their own."""

from __future__ import annotations

from typing import Any

import factory
from wagtail.models import Page

from home.demo import build
from home.models import ContentPage


class ContentPageFactory(factory.django.DjangoModelFactory[ContentPage]):
    """A page below `parent`, by default the demo's home page (built when it is missing)."""

    class Meta:
        model = ContentPage

    class Params:
        draft = factory.Trait(live=False)
        calm_page = factory.Trait(calm=True, tint="help")

    title = factory.Sequence(lambda n: f"A page of words {n}")
    slug = factory.Sequence(lambda n: f"words-{n}")

    @classmethod
    def _create(cls, model_class: type[ContentPage], *args: Any, **kwargs: Any) -> ContentPage:
        parent: Page = kwargs.pop("parent", None) or build()
        return parent.add_child(instance=model_class(*args, **kwargs))
