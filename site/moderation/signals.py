"""What this room tells others.

`deciding`: inside the transaction of the verdict, before the workflow moves on. What must be true
together with the verdict (a refusal's mark, a wanted ladder) is written here; an exception undoes all.
`decided`: after that transaction is committed.
Arguments of both: `decision` (moderation.models.Decision), `subject` (the reviewed instance), `user`.

`restarted`: inside the transaction in which a review began anew, because the content changed or was
sent again. Arguments: `subject`, `by` (str).

`reconsidered`, `stayed`: inside the transaction in which a second look at a refusal ended: the review
begins again, or the answer stays no. Arguments: `appeal` (moderation.models.Appeal), `subject`, `by`.
"""

from django.dispatch import Signal

deciding = Signal()
decided = Signal()
restarted = Signal()
reconsidered = Signal()
stayed = Signal()
