"""The plugins and settings that users have beside Crossfolio, each as a site that is built."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """A plugin or a setting, and what tells that it did its work."""

    name: str
    settings: str
    """The plugin's entry in mkdocs.yml; or lines of settings, where they end in a line break."""
    files: Mapping[str, str] = {}
    shows: tuple[str, str] = ("index.html", "")
    """A file of the built site, and a text that it holds."""
    refused: str = ""
    """What is said where it cannot be used."""
    in_git: bool = False
    more: str = ""
    """More lines of settings."""
    last: bool = False
    """Whether the plugin wants to be the last."""
    strict: bool = True


GEN = """\
import mkdocs_gen_files
with mkdocs_gen_files.open("made.md", "w") as file:
    file.write("# Made by a program\\n")
"""
SWAGGER = '<swagger-ui src="https://example.org/openapi.json"/>\n'
POST = "---\ndate: 2026-01-05\n---\n# A post\n\nText.\n"
HOOK = "def on_post_build(config):\n    print('A hook was here')\n"
PASSWORD = "a very long Password of 44 w0rds; and m0re!"  # noqa: S105 - of a page that is built

PLUGINS = (
    Row("autorefs", "autorefs", {"docs/x.md": "[Heading][tea-time]\n\n# Tea time\n"}),
    Row("awesome-nav", "awesome-nav", {"docs/.nav.yml": "nav: [about.md]\n"}),
    Row("awesome-pages", "awesome-pages", {"docs/.pages": "nav: [about.md]\n"}),
    Row(
        "blog",
        "blog",
        {"docs/blog/index.md": "# Blog\n", "docs/blog/posts/a.md": POST},
        ("blog/index.html", "A post"),
    ),
    Row(
        "callouts",
        "callouts",
        {"docs/x.md": "> [!NOTE] Mind\n> this\n"},
        ("x/index.html", "admonition"),
        more="markdown_extensions: [admonition]\n",
    ),
    Row(
        "coverage",
        "coverage",
        {"htmlcov/index.html": "<html><body>Report</body></html>"},
        ("coverage/index.html", "iframe"),
    ),
    Row(
        "encryptcontent",
        "encryptcontent",
        {"docs/x.md": f'---\npassword: "{PASSWORD}"\n---\n# Secret\n\nHush.\n'},
        ("x/index.html", "encryptcontent"),
    ),
    Row("exclude", '{exclude: {glob: ["x.md"]}}', {"docs/x.md": "# Left out\n"}),
    Row("exclude-search", "{exclude-search: {exclude: [about.md]}}"),
    Row("ezlinks", "ezlinks", {"docs/x.md": "[[about]]\n"}, ("x/index.html", 'href="../about/')),
    Row(
        "gen-files",
        "{gen-files: {scripts: [gen.py]}}",
        {"gen.py": GEN},
        ("made/index.html", "Made by a program"),
    ),
    Row(
        "git-authors",
        "{git-authors: {strict: false}}",
        {"docs/x.md": "# By\n\n{{ git_page_authors }}\n"},
        ("x/index.html", "Ann"),
        in_git=True,
    ),
    Row(
        "git-revision-date-localized",
        "git-revision-date-localized",
        shows=("about/index.html", "git-revision-date"),
        in_git=True,
    ),
    Row("glightbox", "glightbox", shows=("about/index.html", "glightbox")),
    Row("group", "{group: {plugins: [tags]}}"),
    Row("htmlproofer", "{htmlproofer: {raise_error: true, validate_external_urls: false}}"),
    Row(
        "include-markdown",
        "include-markdown",
        {"docs/x.md": '{% include-markdown "about.md" %}\n'},
        ("x/index.html", "About"),
    ),
    Row("literate-nav", "literate-nav", {"docs/SUMMARY.md": "* [About](about.md)\n"}),
    Row("llmstxt", '{llmstxt: {sections: {All: ["about.md"]}}}', shows=("llms.txt", "About")),
    Row("macros", "macros", {"docs/x.md": "{{ 7 * 6 }}\n"}, ("x/index.html", "42")),
    Row("markdownextradata", "markdownextradata"),
    Row("mermaid2", '{mermaid2: {javascript: "https://example.org/mermaid.mjs"}}'),
    Row(
        "meta", "meta", {"docs/.meta.yml": "description: Of all\n"}, ("about/index.html", "Of all")
    ),
    Row("meta-descriptions", "meta-descriptions", shows=("about/index.html", "See the item")),
    Row("mike", "mike"),
    Row("minify", "{minify: {minify_html: true}}"),
    Row("monorepo", "monorepo"),
    Row("nav-weight", "mkdocs-nav-weight"),
    Row(
        "obsidian-bridge",
        "obsidian-bridge",
        {"docs/x.md": "[[about]]\n"},
        ("x/index.html", 'href="../about/'),
    ),
    Row("offline", "offline", shows=("search/search_index.js", "Bartholomew")),
    Row("print-site", "print-site", shows=("print_page/index.html", "Bartholomew"), last=True),
    Row(
        "redirects",
        "{redirects: {redirect_maps: {old.md: evidence/e01.md}}}",
        shows=("old/index.html", "evidence/e01/"),
    ),
    Row(
        "roamlinks", "roamlinks", {"docs/x.md": "[[about]]\n"}, ("x/index.html", 'href="../about/')
    ),
    Row("rss", "rss", shows=("feed_rss_created.xml", "About"), in_git=True),
    Row("section-index", "section-index"),
    Row("swagger-ui-tag", "swagger-ui-tag", {"docs/x.md": SWAGGER}, ("x/index.html", "swagger")),
    Row(
        "table-reader",
        "table-reader",
        {"docs/t.csv": "a,b\n1,Bartholomew\n", "docs/x.md": "{{ read_csv('docs/t.csv') }}\n"},
        ("x/index.html", "Bartholomew"),
    ),
    Row("tags", "tags", {"docs/x.md": "---\ntags: [Green]\n---\n# X\n"}, ("x/index.html", "Green")),
    Row("to-pdf", "{to-pdf: {output_path: all.pdf}}", shows=("all.pdf", "%PDF"), strict=False),
    Row(
        "i18n",
        "{i18n: {languages: [{locale: en, name: English, default: true}]}}",
        refused="the plugin `i18n` cannot work with Crossfolio",
    ),
    Row(
        "markdown-exec",
        "markdown-exec",
        more="markdown_extensions: [pymdownx.superfences]\n",
        refused="the plugin `markdown-exec` runs programs",
    ),
    Row("mkdocstrings", "mkdocstrings", refused="the plugin `mkdocstrings` runs programs"),
)
SETTINGS = (
    Row("hooks", "hooks: [hook.py]\n", {"hook.py": HOOK}),
    Row("use_directory_urls", "use_directory_urls: false\n", shows=("about.html", "Bartholomew")),
    Row("nav", "nav: [About: about.md]\n"),
    Row(
        "INHERIT",
        "INHERIT: base.yml\n",
        {"base.yml": "copyright: Inherited\n"},
        ("index.html", "Inherited"),
    ),
    Row(
        "theme.custom_dir",
        "theme: {name: material, font: false, custom_dir: own}\n",
        {"own/main.html": '{% extends "base.html" %}{% block announce %}Hear{% endblock %}'},
        ("index.html", "Hear"),
    ),
    Row(
        "theme.features",
        "theme: {name: material, font: false, features: [navigation.instant, navigation.tabs, "
        "navigation.prune, navigation.indexes, toc.integrate, content.tooltips]}\n",
    ),
    Row("site_dir", "site_dir: public/www\n"),
)
