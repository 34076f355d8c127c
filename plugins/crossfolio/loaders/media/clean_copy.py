"""Attached files as the site gets them: without what they say besides what they show."""

from typing import BinaryIO

from crossfolio.core.media import media_of
from crossfolio.loaders.media import picture_data, recording_data


def is_cleaned(path: str) -> bool:
    """Tell whether the site gets a copy of a file that differs from it."""
    media = media_of(path)
    return media is not None and (media.shown_as == "image" or media.has_boxes)


def clean_copy(path: str, opened: BinaryIO) -> bytes:
    """Return the site's copy of a file that `is_cleaned`.

    Raises:
        BrokenPictureError: Where a picture breaks off.
    """
    media = media_of(path)
    if media and media.has_boxes:
        return recording_data.stripped(opened)
    return picture_data.stripped(opened)
