"""The site's own style, scripts and icon, and what other programs show of a link to it."""

from gettext import NullTranslations
from html import escape, unescape
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.mkdocs_plugin.assess_files import SCRIPT
from crossfolio.mkdocs_plugin.files import ASSETS, DESK_SCRIPT, SCRIPTS, STYLE
from crossfolio.mkdocs_plugin.offline import use_files
from crossfolio.mkdocs_plugin.script_text_files import TEXTS
from crossfolio.workspace.project import Project

ICON = f"{ASSETS}/favicon.png"
CARD = f"{ASSETS}/card.png"
_DEFAULT = "assets/images/favicon.png"
"""Material's own icon; a file of the user's in its place is the user's icon."""
_LOOK_AGAIN = """\
<script>
  setInterval(async () => {
    const found = await fetch(location.href, { cache: "no-store" });
    if (found.ok) location.reload();
  }, 1000);
</script>
"""
_DESCRIPTION = Text("Criteria, evidence, and where each is shown")


def prepare(config: MkDocsConfig, project: Project, words: NullTranslations) -> None:
    """Have MkDocs watch the portfolio, and every page load what ours need."""
    settings = project.settings
    for folder in (settings.criteria, settings.evidence, settings.assessment):
        path = project.root / folder
        if path.is_dir() and str(path) not in config.watch:
            config.watch.append(str(path))
    use_icon(config)
    texts = () if words is ENGLISH else (TEXTS,)
    forms = (DESK_SCRIPT, SCRIPT) if settings.has_forms else ()
    use_style_and_scripts(config, *texts, *SCRIPTS, *forms)
    if settings.offline:
        use_files(config)


def use_style_and_scripts(config: MkDocsConfig, *scripts: str) -> None:
    """Have every page load our style, and scripts in their order."""
    if STYLE not in config.extra_css:
        config.extra_css.append(STYLE)
        config.extra_javascript += map(_deferred, scripts)


def use_icon(config: MkDocsConfig) -> None:
    """Give the site an icon, where the theme has a setting for it and the user has set none."""
    theme = config.theme
    if theme.get("favicon") == _DEFAULT and not _has_own(config):
        theme["favicon"] = ICON


def with_card(output: str, page: Page, config: MkDocsConfig, words: NullTranslations) -> str:
    """Return a page with what other programs show of a link to it.

    The picture is the same for every page and says nothing of anyone. Its address has to be
    a whole one, so that there is no card without `site_url`; and none where the page has
    one of another making.
    """
    address = config.site_url
    if not address or 'property="og:' in output or "</head>" not in output:
        return output
    metas = {
        "og:type": "website",
        "og:site_name": config.site_name,
        "og:title": unescape(str(page.title or config.site_name)),
        "og:description": config.site_description or said(_DESCRIPTION, words),
        "og:url": page.canonical_url or address,
        "og:image": f"{address.rstrip('/')}/{CARD}",
        "og:image:alt": said(_DESCRIPTION, words),
    }
    lines = "".join(
        f'<meta property="{name}" content="{escape(text)}">\n' for name, text in metas.items()
    )
    card = f'{lines}<meta name="twitter:card" content="summary_large_image">\n'
    return output.replace("</head>", f"{card}</head>", 1)


def reloading(output: str) -> str:
    """Return a page that opens what lies at its address as soon as something does."""
    return output.replace("</body>", f"{_LOOK_AGAIN}</body>", 1)


def _has_own(config: MkDocsConfig) -> bool:
    """Tell whether the user has an icon by its usual name, in the pages or over the theme."""
    folders = (config.docs_dir, config.theme.custom_dir)
    return any((Path(folder) / _DEFAULT).is_file() for folder in folders if folder)


def _deferred(path: str) -> ExtraScriptValue:
    """Return a script that waits until its page is there."""
    script = ExtraScriptValue(path)
    script.defer = True  # pyright: ignore[reportAttributeAccessIssue]
    return script  # pyright: ignore[reportReturnType]
