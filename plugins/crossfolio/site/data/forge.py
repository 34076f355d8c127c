"""Where a forge begins a new file in the browser, under each kind of forge."""

from typing import NamedTuple
from urllib.parse import quote

from crossfolio.core.choices import ForgeKind
from crossfolio.core.regex import regex
from crossfolio.core.settings import Forge

_WAYS = {
    ForgeKind.GITHUB: ("new", "filename", "value"),
    ForgeKind.GITEA: ("_new", "filename", "value"),
    ForgeKind.GITLAB: ("-/new", "file_name", ""),
}
"""The path of the page that makes a new file, and what it calls name and text.

Source: GitHub's page of new files; Gitea 1.16 and Forgejo, which take the same two; GitLab's, which
takes no text.
"""
_BRANCH = regex(r"(?:-/)?(?:edit|blob|_edit)/(.+?)/")


class ForgeLink(NamedTuple):
    """The page of a forge on which a new file is begun."""

    new: str
    """Its address, which ends in the folder."""
    name: str
    """What the address calls the file's name."""
    text: str
    """What it calls the file's text; empty where that goes by the clipboard."""


def forge_link(
    forge: Forge, kind: ForgeKind | None, folder: str, *, repo_url: str = "", edit_uri: str = ""
) -> ForgeLink | None:
    """Return where a new file is begun; `None` where no forge is known.

    Args:
        forge: The setting.
        kind: The kind of the forge.
        folder: Of the file, in the portfolio.
        repo_url: The site's own repository.
        edit_uri: Where it says that pages are edited, which tells the branch.
    """
    url = (forge.url or repo_url).rstrip("/").removesuffix(".git")
    if not forge.is_on or not url or kind is None:
        return None
    path, name, text = _WAYS[kind]
    told = _BRANCH.match(edit_uri)
    branch = forge.branch or (told[1] if told else "main")
    below = f"{forge.folder}/{folder}" if forge.folder else folder
    in_address = text if forge.text == "address" else ""
    return ForgeLink(f"{url}/{path}/{quote(branch)}/{quote(below)}", name, in_address)
