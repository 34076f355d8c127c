"""Names of files: what all systems can hold, and what was meant by a name that is not ours."""

import re

from crossfolio.core.regex import regex
from crossfolio.core.texts import NOTHING, Text

_UNUSABLE = frozenset('<>:"|?*\\#%')
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{n}{i}" for n in ("COM", "LPT") for i in range(1, 10)))
)
_LONGEST = 255
"""Bytes in a name. Source: the limit of ext4, NTFS and APFS."""
_ADDED = r"(?:\.(?:txt|text|bak|backup|old|orig|save|tmp|rtf|html?|ya?ml|md))*~?"
"""What editors, systems and mail programs put behind a name."""
_YAML = regex(rf"(.+?)\.(?:ya?ml|json){_ADDED}", re.IGNORECASE)
_PAGE = regex(rf"(.+?)\.(?:md|markdown|mdown|mkdn|mkd|mdwn|mdx|qmd|rmd){_ADDED}", re.IGNORECASE)
_LEFT_BEHIND = ("._", ".#", ".~", ".syncthing.", ".goutputstream", ".nfs", ".fuse_hidden")
"""How files begin that systems and editors leave beside others, and take away again."""


def why_unusable(name: str) -> Text:
    """Say why some system or address cannot hold a name; empty where all can."""
    if name.isascii() and name.replace("-", "").replace("_", "").replace(".", "").isalnum():
        reserved = Text("is reserved on Windows")
        return reserved if is_reserved(name) else _why_ends_badly(name)
    if any("\ud800" <= c <= "\udfff" for c in name):
        return Text("is not written in UTF-8")
    bad = sorted({c for c in name if c in _UNUSABLE or not c.isprintable()})
    if bad:
        return Text(
            "holds what an address or a system cannot hold: {characters: }",
            characters=tuple(ascii(c)[1:-1] for c in bad),
        )
    return _why_ends_badly(name)


def _why_ends_badly(name: str) -> Text:
    if name[-1] in ". ":
        return Text("ends in a dot or a blank")
    is_long = len(name.encode(errors="surrogatepass")) > _LONGEST
    return Text("is too long") if is_long else NOTHING


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps a name for a device, whatever ending it has."""
    return name.partition(".")[0].upper() in _RESERVED


def yaml_name(name: str) -> str:
    """Return what a YAML file is to be called; empty where a name is that of no such file.

    `bud.YML`, `bud.yaml`, `bud.json` and `bud.yml.txt` are to be `bud.yml`, as `bud.yml` is.
    """
    found = _YAML.fullmatch(name)
    return f"{found[1]}.yml" if found else ""


def page_name(name: str) -> str:
    """Return what a page is to be called; empty where a name is that of no page.

    `e01.MD`, `e01.markdown` and `e01.md.txt` are to be `e01.md`, as `e01.md` is.
    """
    found = _PAGE.fullmatch(name)
    return f"{found[1]}.md" if found else ""


def is_hidden_twin(name: str) -> bool:
    """Tell whether a name that begins with a dot is that of a file of ours, hidden by somebody.

    What systems and editors leave behind is not.
    """
    if name.startswith(_LEFT_BEHIND) or name.endswith("~"):
        return False
    return bool(yaml_name(name[1:]) or page_name(name[1:]))
