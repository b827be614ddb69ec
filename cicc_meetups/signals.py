"""What this room tells the rooms above it."""

from django.dispatch import Signal

# Nobody stands beside a council any more. Sent in the transaction in which it leaves: council, by (str).
council_left = Signal()
