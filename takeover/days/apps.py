from django.apps import AppConfig


class DaysConfig(AppConfig):
    name = "takeover.days"
    label = "days"

    def ready(self) -> None:
        from calendars import events
        from certificates import kinds
        from takeover.days import calendar, receivers, wording  # noqa: F401
        from takeover.days.enums import Kind
        from takeover.sign_ups.models import Group

        events.register(Group, calendar.events, name=calendar.NAME)
        kinds.register(Kind.CHILD, wording.of_child)
        kinds.register(Kind.GROUP, wording.of_group)
        kinds.register(Kind.HOST, wording.of_host)
