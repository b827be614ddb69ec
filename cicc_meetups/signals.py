"""What this room tells the rooms above it. Each is sent in the transaction in which it happens.

`council_leaving`: nobody is about to stand beside `council` any more; whoever changes rows of their own then
locks them now. The trail's lock comes last everywhere, or two who wait for one another end in a deadlock.
`council_left`: nobody stands beside `council` any more. `by` (str) did it.
"""

from django.dispatch import Signal

council_leaving = Signal()
council_left = Signal()
