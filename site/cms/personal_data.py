"""What this room keeps about people (S1): nothing; editors' words only."""

from cms.models import NavigationItem, SiteSettings
from people.data_map import not_personal

not_personal(NavigationItem, field="label address", purpose="Editors' words.")
not_personal(
    SiteSettings, field="name organisation contact_email", purpose="What the site and its maker are called."
)
