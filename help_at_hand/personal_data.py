"""What this room keeps about people (S1): nothing; editors' words and helplines only."""

from help_at_hand.models import HelpLine, HelpText
from people.data_map import not_personal

not_personal(HelpLine, field="name phone words", purpose="Helplines children can reach.")
not_personal(
    HelpText,
    field="email emergency heading hours lead next_steps phone",
    purpose="Editors' words, and how to reach the team.",
)
