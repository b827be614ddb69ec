"""The toolkit's pages and files."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from home.demo import build
from takeover.toolkit.enums import Audience
from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage

PDF = b"%PDF-1.7 a sheet that nobody else has"


class DocumentFactory(factory.django.DjangoModelFactory[Document]):
    """A file; with `private=True` in a collection that only people who sign in may open."""

    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Sheet {n}")
    file = factory.Sequence(lambda n: ContentFile(PDF, name=f"sheet-{n}.pdf"))
    file_size = len(PDF)
    collection = factory.LazyFunction(Collection.get_first_root_node)

    @classmethod
    def _create(cls, model_class: type[Document], *args: Any, **kwargs: Any) -> Document:
        if kwargs.pop("private", False):
            kwargs["collection"] = private_collection()
        return super()._create(model_class, *args, **kwargs)


def private_collection() -> Collection:
    """A collection below another one, which is the one that is closed."""
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    return Collection.objects.get(pk=closed.pk).add_child(name="Below")


def download(*documents: Document, title: str = "A sheet", language: str = "en") -> dict[str, Any]:
    """A download block with one file a document."""
    files = [item({"document": document.pk, "language": language}) for document in documents]
    return {"type": "download", "value": {"title": title, "words": "", "files": files}}


def item(value: Any) -> dict[str, Any]:
    """One entry of a list block, as editors' pages keep it."""
    return {"type": "item", "id": str(uuid4()), "value": value}


class ToolkitIndexPageFactory(factory.django.DjangoModelFactory[ToolkitIndexPage]):
    """The way in, below the demo's home page."""

    class Meta:
        model = ToolkitIndexPage

    title = "Toolkit"
    slug = "toolkit"

    @classmethod
    def _create(cls, model_class: type[ToolkitIndexPage], *args: Any, **kwargs: Any) -> ToolkitIndexPage:
        return build().add_child(instance=model_class(*args, **kwargs))


class ToolkitPageFactory(factory.django.DjangoModelFactory[ToolkitPage]):
    """A page below `parent`, by default a toolkit of its own."""

    class Meta:
        model = ToolkitPage

    class Params:
        draft = factory.Trait(live=False)
        for_groups = factory.Trait(audience=Audience.GROUPS)
        for_children = factory.Trait(audience=Audience.CHILDREN)

    title = factory.Sequence(lambda n: f"How to {n}")
    slug = factory.Sequence(lambda n: f"how-to-{n}")
    audience = Audience.HOSTS

    @classmethod
    def _create(cls, model_class: type[ToolkitPage], *args: Any, **kwargs: Any) -> ToolkitPage:
        parent = kwargs.pop("parent", None) or ToolkitIndexPageFactory()
        return parent.add_child(instance=model_class(*args, **kwargs))
