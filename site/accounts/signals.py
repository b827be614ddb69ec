"""What this room tells others.

`groups_set`: after `migrate`, once every table, permission and group is there. Rooms that keep
rows which code owns (reasons, review tasks) write them then. Argument: `using` (database alias).
"""

from django.dispatch import Signal

groups_set = Signal()
