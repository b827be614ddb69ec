"""What this room keeps about people (S1)."""

from people.data_map import declare, not_personal
from video.models import Rendition, Video

declare(
    Video,
    field="original_key",
    purpose="Where the file a child sent lies; renditions are made from it.",
    seen_by="Nobody.",
    kept="The film is released or taken back; refused 28 days ago, or a second look is over.",
    eraser="video.actions.drop_original",
)
declare(
    Video,
    field="source",
    purpose="Picture size, length and codecs of the file; no metadata of its own.",
    seen_by="Reviewers.",
    kept="The film is taken back.",
    eraser="video.actions.erase",
)
declare(
    Video,
    field="fingerprints",
    purpose="Perceptual hashes of a few pictures of the film, to recognise what was refused or taken back.",
    seen_by="Nobody; reviewers see whether something like it was here before.",
    kept="The film is taken back.",
    eraser="video.actions.erase",
)
declare(
    Rendition,
    field="key name",
    purpose="Where the films we made from it lie.",
    seen_by="Reviewers; everybody, as a copy under a random name, once the film is public.",
    kept="The film is taken back.",
    eraser="video.actions.erase",
)
not_personal(
    Video, field="sha256 public_prefix", purpose="Hash of the file; random folder while it is public."
)
not_personal(Video, field="trouble", purpose="Why our own tools failed last; none of the film's words.")
not_personal(Rendition, field="content_type sha256 codec", purpose="Technical facts of a file we made.")
