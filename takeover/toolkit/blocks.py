"""What editors build toolkit pages from."""

from cms.blocks import BodyBlock, ChecklistBlock
from cms.downloads import DownloadBlock


class ToolkitBodyBlock(BodyBlock):
    """The blocks of a content page, lists to tick on paper, and files to take away."""

    checklist = ChecklistBlock()
    download = DownloadBlock()
