"""What can become of a stranger's file."""

from django.db import models


class Stage(models.TextChoices):
    """How far a video has come."""

    RECEIVED = "received", "received, waiting for a preview"
    PREVIEWED = "previewed", "preview made"
    LADDERED = "laddered", "all renditions made"
    REFUSED = "refused", "refused by the machine"
    STUCK = "stuck", "needs a person"


class Refusal(models.TextChoices):
    """Why the machine refuses a file. The child's sentence for each is in video/refusals.py."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_A_FILM = "not_a_film"
    IMAGE = "image"
    NO_VIDEO = "no_video"
    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    ENCRYPTED = "encrypted"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PICTURE_TOO_LARGE = "picture_too_large"
    TOO_MANY_FRAMES = "too_many_frames"
    ALTERED = "altered"
    INFECTED = "infected"


class RenditionKind(models.TextChoices):
    """What a produced file is for."""

    PREVIEW = "preview", "for reviewers"
    CONTACT_SHEET = "contact_sheet", "for reviewers, all at a glance"
    POSTER = "poster", "still picture"
    THUMBNAIL = "thumbnail", "small still picture for lists"
    STREAM = "stream", "one picture size in one codec, playable alone as MP4"
    MEDIA_PLAYLIST = "media_playlist", "HLS playlist of one stream"
    MASTER_PLAYLIST = "master_playlist", "HLS playlist of all streams"


class Rung(models.TextChoices):
    """How a stranger's file is confined while a decoder reads it, strongest first (S36)."""

    BUBBLEWRAP = "bubblewrap", "own namespaces, no network, only its own files"
    LANDLOCK = "landlock", "only its own files, no sockets"
    RLIMITS = "rlimits", "memory, time and size limits alone"
