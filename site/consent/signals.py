"""What this room tells others, inside the transaction that caused it.

`answered`: `answer` (consent.models.Answer), `subject` (model instance), `by` (str).
"""

from django.dispatch import Signal

answered = Signal()
