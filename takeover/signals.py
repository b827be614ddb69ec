"""What this room tells its own receivers, and the rooms above it. All inside the transaction.

`leaving`: `host` is about to leave; whoever changes rows of their own then locks them now. The trail's lock
comes last everywhere, or two who wait for one another end in a deadlock.
`approved`: the gate let `host` through (anew).
`stopped`: `host` is out of children's sight: suspended, refused, or it left for good (`why`, HostState).
`resumed`: the suspension of `host` ended.
`erased`: the words of `host` are being deleted; whoever keeps more of them deletes it now.
"""

from django.dispatch import Signal

leaving = Signal()
approved = Signal()
stopped = Signal()
resumed = Signal()
erased = Signal()
