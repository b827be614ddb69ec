"""What this room tells its own receivers.

`approved`: inside the transaction in which the gate let `host` through.
"""

from django.dispatch import Signal

approved = Signal()
