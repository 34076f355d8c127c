"""The page "New evidence" with all that it loads: one folder, which a phone can keep."""

import json
from gettext import NullTranslations
from hashlib import sha256
from importlib.resources import files as resources

from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.site.environment import Look, fill
from crossfolio.site.script_texts import script_texts
from crossfolio.site.views.new_evidence_view import new_evidence_view

PAGE = "index.html"
_KEPT = (
    *("new-evidence.css", "evidence-file.js", "new-evidence.js"),
    *("icon-192.png", "icon-512.png"),
)
_CRITERIA = "criteria.js"
_WORKER = "sw.js"
_VERSION = b"@VERSION@"


def new_evidence(seen: Seen, site_name: str, back: str, look: Look) -> dict[str, bytes]:
    """Return the files of the folder by name, the page itself first.

    Args:
        seen: The portfolio.
        site_name: What the site is called.
        back: The address of the overview, from the page.
        look: How pages are drawn.
    """
    view = new_evidence_view(seen, site_name)
    if look.words is not ENGLISH:
        view = view._replace(data={**view.data, "texts": script_texts(look.words)})
    own = resources("crossfolio.site").joinpath("forms")
    content = {PAGE: fill("new_evidence", look, view=view, back=back).encode()}
    content |= {name: own.joinpath(name).read_bytes() for name in _KEPT}
    content[_CRITERIA] = _script(fill("new_evidence_criteria", look, view=view)).encode()
    content["manifest.webmanifest"] = _manifest(site_name, look.words).encode()
    version = sha256(b"".join(content.values())).hexdigest()[:16]
    content[_WORKER] = own.joinpath(_WORKER).read_bytes().replace(_VERSION, version.encode())
    return content


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
