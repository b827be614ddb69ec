"""What this room tells its own receivers, and the rooms above it. All inside the transaction.

`approved`: the gate let `host` through (anew).
`stopped`: `host` is out of children's sight: suspended, refused, or it left for good (`why`, HostState).
`resumed`: the suspension of `host` ended.
`erased`: the words of `host` are being deleted; whoever keeps more of them deletes it now.
"""

from django.dispatch import Signal

approved = Signal()
stopped = Signal()
resumed = Signal()
erased = Signal()
