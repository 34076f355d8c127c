"""The files that the forms of assessors load, as MkDocs gets them, and where a new one is begun."""

from collections.abc import Iterator
from gettext import NullTranslations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.seen import Seen
from crossfolio.loaders.settings.forge import is_repository, kind_of_host
from crossfolio.mkdocs_plugin.files import ASSETS, OwnFile
from crossfolio.site.data.forge import ForgeLink, forge_link
from crossfolio.site.form_files import form_files

SCRIPT = f"{ASSETS}/assess.js"
_NOT_WRITTEN = "edit/master/docs/"
"""What MkDocs makes of an `edit_uri` that is not there; few repositories have that branch now."""


def assess_files(seen: Seen, config: MkDocsConfig, words: NullTranslations) -> Iterator[File]:
    """Give what forms load; nothing in an edition without them."""
    if seen.settings.has_forms:
        for name, content in form_files(seen, _forge(seen, config), words):
            yield OwnFile.generated(config, f"{ASSETS}/{name}", content=content)


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
