"""What the sheets say, by language."""

from config.demo.toolkit.papers import arabic, english, polish
from takeover.toolkit.sheets import Sheet

WORDS: dict[str, dict[str, Sheet]] = {
    "en": english.SHEETS,
    "pl": polish.SHEETS,
    "ar": arabic.SHEETS,
}
