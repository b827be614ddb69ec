"""What this room tells others. All are sent inside the transaction that caused them.

Each has `challenge` (takeover.challenges.models.Challenge, as its row now is) and `by` (str, as
safeguarding.audit has it: 'user:7', 'system').

`published`: everybody sees it for the first time.
`changed`: `fields` (tuple of str, from words.WORDS or words.ARRIVAL) of a published one say something
else now. Places have followed already: a new time, more or fewer of them.
`called_off`: for good; `why` (enums.CalledOffFor). Its bookings were cancelled just before.
`closed`: not shown for now, and nobody books; `why` (enums.ClosedFor). Whoever has places keeps them.
`reopened`: shown again.
"""

from django.dispatch import Signal

published = Signal()
changed = Signal()
called_off = Signal()
closed = Signal()
reopened = Signal()
