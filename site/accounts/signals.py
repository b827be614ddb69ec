"""What this room tells others.

`groups_set`: after `migrate`, once every table, permission and group is there. Rooms that keep
rows which code owns (reasons, review tasks) write them then. Argument: `using` (database alias).

`code_asked`: a guest asked for a code to sign in with; the room whose door it was writes the letter.
Arguments: `door` (its name), `email`, `code` (empty for an address that signs in in another way), `language`.
"""

from django.dispatch import Signal

groups_set = Signal()
code_asked = Signal()
