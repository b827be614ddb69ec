"""What happens in the six films. Each story draws one moment `t` (in seconds) on a sheet."""

from our_childhood.demo.stories import charge, den, home, puddle, street, worry
from our_childhood.demo.stories.story import Story

STORIES: tuple[Story, ...] = (
    home.STORY,
    puddle.STORY,
    charge.STORY,
    street.STORY,
    worry.STORY,
    den.STORY,
)

__all__ = ["STORIES", "Story"]
