"""The attached files of an item, as its page shows them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import splitext

from mkdocs.structure.files import File

from crossfolio.core.evidence import Evidence
from crossfolio.core.media import StoredFile, media_of
from crossfolio.site.attached_file import Attached, first_lines, size_words


def attached(
    item: Evidence, page: File, published: Mapping[str, File], stored: Mapping[str, StoredFile]
) -> Iterator[Attached]:
    """Give the published files of an item, those that its body shows without a preview.

    Args:
        item: The item.
        page: Its page, to which addresses are relative.
        published: The attached files that the site has, by path.
        stored: The files of the evidence folder, by path.
    """
    paths = dict.fromkeys(attachment.path for attachment in item.attachments)
    in_body = {image.path for image in item.images}
    for path in paths:
        file, media = published.get(path), media_of(path)
        if file and media:
            captions = published.get(f"{splitext(path)[0]}.vtt")
            text = file.abs_src_path if media.shown_as == "text" else None
            yield Attached(
                path.rpartition("/")[2],
                file.url_relative_to(page),
                media.name,
                size_words(stored[path].size),
                "link" if path in in_body else media.shown_as,
                first_lines(Path(text)) if text else "",
                captions.url_relative_to(page) if captions else "",
            )
