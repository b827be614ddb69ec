"""What this room tells programmes, inside the transaction that caused it.

`moved`: `booking` (places.models.Booking as it now is), `step` (places.models.Step: what happened,
by whom and why). The sender is the class of the thing that was booked, so that a programme hears of
its own: `moved.connect(hear, sender=Challenge)`. A booking that was passed is not told of.
"""

from django.dispatch import Signal

moved = Signal()
