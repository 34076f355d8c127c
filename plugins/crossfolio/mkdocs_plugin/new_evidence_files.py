"""The page "New evidence": files in a folder of their own, which a phone can keep."""

import json
from collections.abc import Iterator
from gettext import NullTranslations
from hashlib import sha256
from importlib.resources import files as resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.mkdocs_plugin.files import OwnFile
from crossfolio.mkdocs_plugin.site_pages import SitePages
from crossfolio.reports.addresses import NEW_EVIDENCE, OVERVIEW
from crossfolio.site.environment import Look, fill
from crossfolio.site.script_texts import script_texts
from crossfolio.site.views.new_evidence_view import new_evidence_view

_KEPT = (
    *("new-evidence.css", "evidence-file.js", "new-evidence.js"),
    *("icon-192.png", "icon-512.png"),
)
_CRITERIA = "criteria.js"
_WORKER = "sw.js"
_VERSION = b"@VERSION@"


def new_evidence_files(
    seen: Seen, pages: SitePages, config: MkDocsConfig, look: Look
) -> Iterator[File]:
    """Give the page and what it loads; nothing in an edition without forms."""
    if not seen.settings.has_forms:
        return
    page = OwnFile.generated(config, f"{NEW_EVIDENCE}/index.html", content=b"")
    pages.places.add(NEW_EVIDENCE, page)
    view = new_evidence_view(seen, config.site_name)
    if look.words is not ENGLISH:
        view = view._replace(data={**view.data, "texts": script_texts(look.words)})
    html = fill("new_evidence", look, view=view, back=pages.places.link(page)(OVERVIEW))
    page.content_bytes = html.encode()
    yield page
    own = resources("crossfolio.site").joinpath("forms")
    content = {name: own.joinpath(name).read_bytes() for name in _KEPT}
    content[_CRITERIA] = _script(fill("new_evidence_criteria", look, view=view)).encode()
    content["manifest.webmanifest"] = _manifest(config.site_name, look.words).encode()
    version = sha256(b"".join((page.content_bytes, *content.values()))).hexdigest()[:16]
    content[_WORKER] = own.joinpath(_WORKER).read_bytes().replace(_VERSION, version.encode())
    for name, data in content.items():
        yield OwnFile.generated(config, f"{NEW_EVIDENCE}/{name}", content=data)


def _script(criteria: str) -> str:
    """Return what puts the criteria to choose into the page: a script, which a file may load.

    They lie beside it, so that the page stays small however many they are.
    """
    where = 'document.getElementById("criteria")'
    return (
        f"{where}?.insertAdjacentHTML('beforeend', {json.dumps(criteria, ensure_ascii=False)});\n"
    )


def _manifest(site: str, words: NullTranslations) -> str:
    """Return what lets a phone install the page. Source: W3C, Web Application Manifest."""
    icons = [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    manifest = {
        "name": said(Text("New evidence: {site}", site=site), words),
        "short_name": said(Text("Evidence"), words),
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b4fb3",
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
