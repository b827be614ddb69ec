"""What the gate tells the rest of the room, after commit. Argument: `film_id` (int)."""

from django.dispatch import Signal

cleared = Signal()
shut = Signal()
