"""The files that the forms of assessors load: a script, its style, and data by unit."""

from collections.abc import Iterator
from gettext import NullTranslations
from importlib.resources import files as resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.seen import Seen
from crossfolio.loaders.settings.forge import is_repository, kind_of_host
from crossfolio.mkdocs_plugin.files import ASSETS, OwnFile
from crossfolio.site.data.assess_data import record_data, unit_data
from crossfolio.site.data.forge import ForgeLink, forge_link
from crossfolio.site.views.judging import RECORD, unit_file

SCRIPT = f"{ASSETS}/assess.js"
_NOT_WRITTEN = "edit/master/docs/"
"""What MkDocs makes of an `edit_uri` that is not there; few repositories have that branch now."""
_LOADED = ("assess.js", "assess-writer.js", "assess-parts.js", "assess-form.js", "assess.css")


def assess_files(seen: Seen, config: MkDocsConfig, words: NullTranslations) -> Iterator[File]:
    """Give what forms load; nothing in an edition without them."""
    if not seen.settings.has_forms:
        return
    folder = resources("crossfolio.site").joinpath("forms")
    for name in _LOADED:
        content = folder.joinpath(name).read_bytes()
        yield OwnFile.generated(config, f"{ASSETS}/{name}", content=content)
    yield _data(RECORD, record_data(seen, _forge(seen, config)), config)
    for unit in seen.portfolio.taken:
        yield _data(unit_file(unit), unit_data(unit, seen, words), config)


def _data(name: str, data: str, config: MkDocsConfig) -> File:
    """Return a file of data as a script, which pages that are files may load."""
    script = f'crossfolioForms("{name}", {data});\n'
    return OwnFile.generated(config, f"{ASSETS}/assess/{name}.js", content=script.encode())


def _forge(seen: Seen, config: MkDocsConfig) -> ForgeLink | None:
    """Return where a decision is begun as a new file: by the setting, else by the site's own."""
    forge, own = seen.settings.forge, config.repo_url or ""
    own = own if is_repository(own) else ""
    edit_uri = config.edit_uri or ""
    return forge_link(
        forge,
        forge.kind or kind_of_host(forge.url or own),
        f"{seen.settings.assessment}/decisions",
        repo_url=own,
        edit_uri="" if edit_uri == _NOT_WRITTEN else edit_uri,
    )
