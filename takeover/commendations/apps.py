from django.apps import AppConfig


class CommendationsConfig(AppConfig):
    name = "takeover.commendations"
    label = "commendations"

    def ready(self) -> None:
        from certificates import kinds
        from takeover.commendations import receivers, wording  # noqa: F401
        from takeover.commendations.enums import Level

        for level in Level:
            kinds.register(level.certificate, wording.of(level))
