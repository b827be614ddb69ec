"""Who answers, for what, and how."""

from django.db import models


class Party(models.TextChoices):
    CHILD = "child", "the child"
    GUARDIAN = "guardian", "a parent or guardian"


class Purpose(models.TextChoices):
    PUBLISH_FILM = "publish_film", "show the film on this site"


class Channel(models.TextChoices):
    WEB = "web", "on this site"
    LINK = "link", "by an e-mailed link"
