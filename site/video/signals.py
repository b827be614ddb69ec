"""What this room tells those above it, each after the commit that made it true. Sent with `video=`."""

from django.dispatch import Signal

previewed = Signal()
laddered = Signal()
refused = Signal()
stuck = Signal()
