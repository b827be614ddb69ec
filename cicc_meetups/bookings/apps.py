from datetime import timedelta

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "cicc_meetups.bookings"
    label = "bookings"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from calendars import events
        from cicc_meetups.bookings import calendar, receivers  # noqa: F401
        from cicc_meetups.bookings.models import MOST_YOUNG_PEOPLE
        from cicc_meetups.bookings.permissions import PlanPolicy
        from cicc_meetups.models import Meetup, Worker
        from places import bookables

        # A council is asked for no yes of its own: places are firm at once, or wait.
        terms = bookables.Terms(
            hold_for=timedelta(days=14), answer_within=timedelta(days=3), largest=MOST_YOUNG_PEOPLE
        )
        bookables.register(Meetup, terms)
        events.register(Worker, calendar.events, name=calendar.NAME, open_to=calendar.open_to)
        register_permission_policy(Meetup, PlanPolicy(Meetup))
