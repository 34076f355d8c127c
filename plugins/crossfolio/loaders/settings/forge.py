"""The setting `forge`: where a decision is begun as a new file in the browser."""

from collections.abc import Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

from crossfolio.core.choices import ForgeKind, ForgeText
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.rules import settings_rules as rules
from crossfolio.core.settings import Forge
from crossfolio.core.texts import Text
from crossfolio.loaders.settings.file import Option

_KINDS = {**{kind.value: kind for kind in ForgeKind}, "forgejo": ForgeKind.GITEA}
_TEXTS = {text.value: text for text in ForgeText}
_HOSTS = {
    "github": ForgeKind.GITHUB,
    "gitlab": ForgeKind.GITLAB,
    "gitea": ForgeKind.GITEA,
    "forgejo": ForgeKind.GITEA,
    "codeberg": ForgeKind.GITEA,
}
"""Words in the names of hosts that tell the kind."""
_MAPPING = Text("write `{{url: https://git.example.org/centre/portfolio, kind: forgejo}}`")


def kind_of_host(url: str) -> ForgeKind | None:
    """Return which kind of forge an address is of; `None` where its host does not tell."""
    host = (urlsplit(url).hostname or "").lower()
    return next((kind for word, kind in _HOSTS.items() if word in host), None)


def is_repository(url: str) -> bool:
    """Tell whether something is the address of a repository in the web."""
    if any(sign.isspace() or not sign.isprintable() for sign in url):
        return False
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError:
        return False
    is_web = parts.scheme in ("https", "http") and has_host and "@" not in parts.netloc
    return is_web and bool(parts.path.strip("/")) and not parts.query and not parts.fragment


def forge_from(name: str, option: Option) -> tuple[Forge, list[Finding]]:
    """Return the setting, and everything that is wrong with it."""
    value = option.value
    if value is False:
        return Forge(is_on=False), []
    if not isinstance(value, dict):
        value = {"url": value}
    found: list[Finding] = []
    known = dict(_values(name, value, option.place, found))
    forge = Forge(**known)
    if forge.url and forge.kind is None and kind_of_host(forge.url) is None and "kind" not in value:
        why, help = (
            Text("does not tell which forge it is"),
            Text("add `kind`: {kinds}", kinds=tuple(_KINDS)),
        )
        found.append(rules.invalid_setting(option.place, name, why, help))
    return forge, found


def _values(
    name: str, value: Mapping[Any, object], place: Place, found: list[Finding]
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, one in value.items():
        written = f"{name}.{key}"
        if key not in ("url", "kind", "branch", "folder", "text"):
            near = nearest(str(key), ("url", "kind", "branch", "folder", "text"))
            found.append(rules.unknown_setting(place, written, near))
            continue
        read, help = _read(str(key), one)
        if read is None:
            found.append(
                rules.invalid_setting(
                    place, written, Text("cannot be `{value}`", value=str(one)), help
                )
            )
        else:
            given[str(key)] = read
    return given


def _read(key: str, value: object) -> tuple[object, Text]:
    """Return a value, or `None` with what to do."""
    text = value if isinstance(value, str) else ""
    match key:
        case "url":
            return text.rstrip("/") if is_repository(text) else None, _MAPPING
        case "kind":
            return _KINDS.get(text), Text("it is one of {known}", known=tuple(_KINDS))
        case "text":
            return _TEXTS.get(text), Text("it is one of {known}", known=tuple(_TEXTS))
        case "branch":
            is_name = bool(text) and text.isprintable() and not set(text) & set(" ~^:?*[\\")
            return text if is_name else None, Text("name a branch of the repository")
    path = normpath(text.replace("\\", "/")) if text.isprintable() else ".."
    is_inside = not path.startswith(("..", "/")) and ":" not in path
    help = Text("name a folder of the repository, relative to its top")
    return ("" if path == "." else path) if is_inside else None, help
