"""What this room keeps about people (S1): nothing; editors' words only."""

from people.data_map import not_personal
from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage

not_personal(
    ToolkitIndexPage, field="children_words groups_words hosts_words lead", purpose="Editors' words."
)
not_personal(ToolkitPage, field="lead", purpose="Editors' words.")
