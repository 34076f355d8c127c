"""The plugin's entry in mkdocs.yml, read without MkDocs: the only settings there are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import NamedTuple

import yaml

from crossfolio.core.dialect import Dialect
from crossfolio.core.findings import Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.rules import settings_rules as rules
from crossfolio.core.texts import Text, text_of
from crossfolio.loaders.settings.hiding import HIDING
from crossfolio.loaders.settings.site_doubles import doubled
from crossfolio.loaders.settings.site_markdown import dialect_of
from crossfolio.loaders.settings.site_values import LOADER, keys_of, value_of
from crossfolio.loaders.text import normalised

PLUGIN = "crossfolio"
DOCS_DIR = "docs"
"""Where MkDocs looks for pages unless told otherwise."""
_DEEPEST = 20
"""How many files may inherit from one another."""


_NO_BREAKS: dict[int, str] = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""What YAML takes for the end of a line and editors do not."""


class _SlipError(Exception):
    """A file that says nothing, or two things, at one place."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Option(NamedTuple):
    """An option as it is written, with its place."""

    value: object
    """Typed as YAML types it: `off` is `False`."""
    place: Place
    """Of its key."""


_RUNNING = ("markdown-exec", "mkdocstrings")
"""Plugins that run what a page holds or names while its Markdown is rendered. Others, such as
`macros`, come before, when evidence has no text yet."""
UNFIT = {
    "i18n": Text(
        "it leaves out all pages that do not lie in the folder of pages, such as the portfolio"
    ),
}
"""Plugins that were tried beside ours and cannot work, and why."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What mkdocs.yml says about Crossfolio."""

    options: Mapping[str, Option] = field(default_factory=dict)
    strict: bool = False
    """Whether MkDocs' own key `strict` is on."""
    site_url: str = ""
    """MkDocs' own key: where the site will be; empty where it says no address of the web."""
    docs_dir: str = DOCS_DIR
    """MkDocs' own key: the folder of the site's own pages, as it is written."""
    running: tuple[tuple[str, Place], ...] = ()
    """Plugins beside ours that run programs of a page, by name."""
    hiding: tuple[tuple[str, object, Place], ...] = ()
    """MkDocs' own keys that leave files out of the site: name, value and place of each."""
    dialect: Dialect = field(default_factory=Dialect)
    """MkDocs' own key `markdown_extensions`: how pages are rendered."""
    unfit: tuple[tuple[str, Place], ...] = ()
    """Plugins beside ours that cannot work with it, by name."""


def read_site_file(
    path: str, read: Callable[[str], bytes | None], env: Mapping[str, str]
) -> SiteFile | Finding:
    """Read the options of the plugin, following `INHERIT`.

    Anchors, merge keys, `!ENV` and the tags that MkDocs and its plugins use are
    understood or passed over; nothing is ever imported or run.

    Args:
        path: Of the file, as it is to be printed.
        read: Returns the bytes of a file; `None` where it cannot be read.
        env: The environment, for `!ENV`.
    """
    try:
        return _site_file(list(_inherited(path, read)), env)
    except _SlipError as error:
        return error.finding
    except yaml.constructor.ConstructorError as error:  # The only one that merging knows.
        mark = error.problem_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        help = Text("write the settings out, or name a mapping: `<<: *name`")
        return rules.invalid_setting(place, path, Text("merges what is no mapping"), help)
    except RecursionError:
        why, help = Text("leads back into itself by an alias (`*`)"), Text("write the value out")
        return rules.invalid_setting(Place(path), path, why, help)
    except ValueError as error:  # Of ours, which says it as a text, or of the YAML reader.
        return rules.invalid_setting(Place(path), path, text_of(error))


def _site_file(files: list[tuple[str, yaml.MappingNode]], env: Mapping[str, str]) -> SiteFile:
    """Lay each file over the one it inherits from; as MkDocs does, only mappings are joined."""
    options: dict[str, Option] = {}
    strict = joins = False
    site_url: object = ""
    docs_dir: object = ""
    named: dict[str, Place] = {}
    hiding: dict[str, tuple[str, object, Place]] = {}
    markdown: list[yaml.Node] = []
    for name, node in reversed(files):
        keys = keys_of(node)
        if "markdown_extensions" in keys:
            markdown.append(keys["markdown_extensions"][1])
        for setting in HIDING:
            if setting in keys:
                key, value = keys[setting]
                hiding[setting] = (setting, value_of(value, env), _place(key, name))
        if "strict" in keys:
            strict = value_of(keys["strict"][1], env) is True
        if "site_url" in keys:
            site_url = value_of(keys["site_url"][1], env)
        if "docs_dir" in keys:
            docs_dir = value_of(keys["docs_dir"][1], env)
        if "plugins" in keys:
            plugins = keys["plugins"][1]
            below, joins = joins, isinstance(plugins, yaml.MappingNode)
            inherited = options if below and joins else {}
            options = _merged(inherited, dict(_options(plugins, name, env)))
            named = {**(named if below and joins else {}), **dict(_named(plugins, name))}
    is_web = isinstance(site_url, str) and site_url.startswith(("https://", "http://"))
    beside = named if PLUGIN in named else {}
    running, unfit = (
        tuple((name, beside[name]) for name in names if name in beside)
        for names in (_RUNNING, UNFIT)
    )
    docs = docs_dir if isinstance(docs_dir, str) and docs_dir else DOCS_DIR
    web = str(site_url) if is_web else ""
    written = tuple(pair for pair in hiding.values() if pair[1] is not None)
    return SiteFile(options, strict, web, docs, running, written, dialect_of(markdown), unfit)


def _inherited(
    path: str, read: Callable[[str], bytes | None]
) -> Iterator[tuple[str, yaml.MappingNode]]:
    """Give a file, then the one it inherits from, and so on."""
    for _ in range(_DEEPEST):
        data = read(path)
        if data is None:
            raise ValueError(Text("cannot be read: there is no file {path}", path=path))
        node = _composed(normalised(data.decode("utf-8")).translate(_NO_BREAKS), path)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            why = Text("is no mapping of `key: value` lines")
            raise ValueError(why)  # noqa: TRY004 - of a file
        twice = doubled(node, PLUGIN)
        if twice:
            raise _SlipError(_two_settings(*twice, path))
        yield path, node
        keys = keys_of(node)
        if "INHERIT" not in keys:
            return
        path = normpath(join(dirname(path), str(keys["INHERIT"][1].value)))
    raise ValueError(Text("inherits from itself"))


def _composed(text: str, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _SlipError(_slipped(error, path, text)) from error


def _two_settings(first: yaml.Node, second: yaml.Node, path: str) -> Finding:
    line = _place(first, path).line
    help = Text("keep one of the two; the first is on line {line}", line=line)
    place, name = _place(second, path), printable(str(second.value))
    return rules.invalid_setting(place, name, Text("stands here twice"), help)


def _slipped(error: yaml.YAMLError, path: str, text: str) -> Finding:
    from crossfolio.loaders.yaml.slips import slip_of  # noqa: PLC0415 - only a slip needs it

    slip = slip_of(error, text)
    place = Place(path, slip.at.line + 1, slip.at.column + 1)
    return rules.invalid_setting(
        place, path, Text("cannot be read: {reason}", reason=slip.why), slip.help
    )


def _options(plugins: yaml.Node, path: str, env: Mapping[str, str]) -> Iterator[tuple[str, Option]]:
    """Give the plugin's options, whether `plugins` is a list or a mapping."""
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for entry in entries:
        if isinstance(entry, yaml.MappingNode) and PLUGIN in keys_of(entry):
            options = keys_of(entry)[PLUGIN][1]
            for name, (key, value) in keys_of(options).items():
                if name == "enabled":  # It is MkDocs' own, for every plugin.
                    continue
                yield name, Option(value_of(value, env), _place(key, path))


def _named(plugins: yaml.Node, path: str) -> Iterator[tuple[str, Place]]:
    """Give each plugin by its name, whether `plugins` is a list or a mapping."""
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for entry in entries:
        keys = [key for key, _ in keys_of(entry).values()] or [entry]
        for key in keys:
            yield str(key.value), _place(key, path)


def _place(key: yaml.Node, path: str) -> Place:
    mark = key.start_mark
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _merged(below: Mapping[str, Option], above: Mapping[str, Option]) -> dict[str, Option]:
    """Lay options over inherited ones; mappings such as `rules` are joined, as MkDocs does."""
    merged = dict(below)
    for name, option in above.items():
        old = merged.get(name)
        if old and isinstance(old.value, dict) and isinstance(option.value, dict):
            merged[name] = Option(old.value | option.value, option.place)
        else:
            merged[name] = option
    return merged
