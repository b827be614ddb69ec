from importlib import import_module

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "cicc_meetups.questions"
    label = "questions"

    def ready(self) -> None:
        import_module("cicc_meetups.questions.receivers")
