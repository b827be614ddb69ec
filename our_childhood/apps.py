from django.apps import AppConfig


class OurChildhoodConfig(AppConfig):
    name = "our_childhood"

    def ready(self) -> None:
        from our_childhood import ending, grown_ups, receivers  # noqa: F401
