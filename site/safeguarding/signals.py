"""What this room tells others. All are sent inside the transaction that caused them.

`held`, `lifted`: `hold` (safeguarding.models.Hold), `subject` (the held model instance), `by` (str).
`sealed`, `unsealed`: `seal` (safeguarding.models.Seal), `subject`, `by`. Whoever owns the subject's
files puts them where nothing reads them, and back (S17).
"""

from django.dispatch import Signal

held = Signal()
lifted = Signal()
sealed = Signal()
unsealed = Signal()
