"""What editors build pages from. Each block has a template in templates/cms/blocks/."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

from cms import elsewhere
from cms.models import Tint

WORDS = ["bold", "italic", "link", "document-link", "ul", "ol"]


class LinkBlock(blocks.StructBlock):
    """A link to a page, or to an address of this site. A page wins over an address."""

    label = blocks.CharBlock(max_length=60)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.RegexBlock(
        r"^/[^/\\\s][^\s]*$|^/$",
        required=False,
        help_text=_("As in English, for example /films/make/"),
        error_messages={"invalid": _("Start with one /, for example /films/")},
    )


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class WordsBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Words")
        template = "cms/blocks/words.html"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(max_length=300)
    who = blocks.CharBlock(
        required=False,
        max_length=80,
        help_text=_("An age and a region, never a name: 'age 11, the North East'"),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class BigNumberBlock(blocks.StructBlock):
    """A number nobody can check is an advert: its source and its table come with it."""

    figure = blocks.CharBlock(max_length=12, help_text=_("Short: 4 in 10"))
    what = blocks.CharBlock(max_length=160, help_text=_("What it counts, in one sentence"))
    source = blocks.CharBlock(max_length=200, help_text=_("Who counted, when, and how many they asked"))
    table = TableBlock(
        required=False,
        table_options={"contextMenu": True, "colHeaders": False, "rowHeaders": False},
    )

    class Meta:
        icon = "order"
        label = _("Big number")
        template = "cms/blocks/big_number.html"


class StepBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60)
    words = blocks.CharBlock(max_length=200, required=False)


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60, required=False)
    steps = blocks.ListBlock(StepBlock(), min_num=2, max_num=9)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


class CardBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60)
    words = blocks.CharBlock(max_length=200)
    link = LinkBlock()
    tint = blocks.ChoiceBlock(choices=Tint.choices, default=Tint.PAPER)


class CardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60, required=False)
    cards = blocks.ListBlock(CardBlock(), min_num=1, max_num=9)

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "cms/blocks/cards.html"


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=80)
    words = blocks.RichTextBlock(features=WORDS)
    tint = blocks.ChoiceBlock(choices=Tint.choices, default=Tint.HELP)

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class FilmsBlock(blocks.StructBlock):
    """Public films by address; one that is taken back later is left out from then on."""

    films = blocks.ListBlock(
        blocks.RegexBlock(
            r"^/films/[-a-z0-9]+/$",
            help_text=_("As in English, for example /films/brave-singing-otter/"),
            error_messages={"invalid": _("Give the address of a film: /films/…/")},
        ),
        min_num=1,
        max_num=6,
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `films`: what is public of them now."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "films": elsewhere.find(list(value["films"]))}

    class Meta:
        icon = "media"
        label = _("Films")
        template = "cms/blocks/films.html"


class ChecklistBlock(blocks.StructBlock):
    """Boxes to tick on paper: what a reader ticked is nobody's business, so a page keeps nothing."""

    heading = blocks.CharBlock(max_length=80, required=False)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=160), min_num=1, max_num=20)

    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        template = "cms/blocks/checklist.html"


class LinkButtonBlock(LinkBlock):
    class Meta:
        icon = "link"
        label = _("Button")
        template = "cms/blocks/link_button.html"


class BodyBlock(blocks.StreamBlock):
    """The blocks of a content page."""

    heading = HeadingBlock()
    words = WordsBlock(features=["h3", *WORDS])
    picture = PictureBlock()
    quote = QuoteBlock()
    big_number = BigNumberBlock()
    steps = StepsBlock()
    cards = CardsBlock()
    callout = CalloutBlock()
    button = LinkButtonBlock()
