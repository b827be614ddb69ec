"""What this room tells others. Both are sent inside the transaction that caused them.

Arguments: `hold` (safeguarding.models.Hold), `subject` (the held model instance), `by` (str).
"""

from django.dispatch import Signal

held = Signal()
lifted = Signal()
