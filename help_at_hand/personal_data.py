"""What this room keeps about people (S1): nothing; editors' words and helplines only."""

from help_at_hand.models import HelpLine, HelpPart, HelpSettings, HelpSpecialDay, HelpText, ReleasedYear
from people.data_map import asks, not_personal

not_personal(HelpLine, field="name phone words", purpose="Helplines children can reach.")
not_personal(
    HelpText,
    field="closed email emergency heading hours lead next_steps phone",
    purpose="Editors' words, and how to reach the team.",
)
not_personal(HelpPart, field="heading words phone", purpose="Editors' words for some of the readers.")
not_personal(HelpSettings, field="team_email", purpose="The team's shared mailbox.")
not_personal(
    HelpSettings, field="poll_opens_date poll_closes_date", purpose="When the yearly question is asked."
)
not_personal(ReleasedYear, field="figures", purpose="Numbers of a year, small ones left out (S11).")
not_personal(HelpSpecialDay, field="date", purpose="A day whose hours differ.")

asks(
    "help_at_hand.forms",
    field="care knew",
    purpose="Whether children in care know that help is there.",
    goes_to="One more in a number of that year; the answer itself is kept nowhere.",
)
asks(
    "help_at_hand templates",
    field="asked",
    purpose="Which of the two pages was sent.",
    goes_to="Nothing keeps it.",
)
