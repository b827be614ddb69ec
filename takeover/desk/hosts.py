"""What the hosts' desk is."""

from django.utils.translation import gettext_lazy as _

from takeover.desk.forms import FORMS
from takeover.desk.review import Desk
from takeover.models import Host

DESK = Desk(model=Host, name="host", title=_("Hosts"), forms=FORMS)
