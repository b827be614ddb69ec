"""What this room keeps about people (S1): nothing; editors' words only."""

from home.models import ContentPage, HomePage
from people.data_map import asks, not_personal

not_personal(ContentPage, field="lead", purpose="Editors' words.")
not_personal(
    HomePage,
    field="button_address button_label claim claim_mark films_heading lead",
    purpose="Editors' words.",
)
asks("home templates", field="q", purpose="To look for a page or a film.", goes_to="Nothing keeps it.")
