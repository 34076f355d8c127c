"""The setting `forge`: what it takes, what it refuses, and where a new file is begun."""

import pytest

from crossfolio.core.choices import ForgeKind, ForgeText
from crossfolio.core.place import Place
from crossfolio.core.settings import Forge
from crossfolio.loaders.settings.file import Option
from crossfolio.loaders.settings.forge import forge_from, is_repository, kind_of_host
from crossfolio.site.data.forge import forge_link

PLACE = Place("mkdocs.yml", 3, 5)
FOLDER = "assessment/decisions"


@pytest.mark.parametrize(
    ("value", "forge"),
    [
        (False, Forge(is_on=False)),
        ("https://github.com/a/b/", Forge("https://github.com/a/b")),
        ({"branch": "trunk"}, Forge(branch="trunk")),
        (
            {
                "url": "https://x.test/a/b",
                "kind": "forgejo",
                "folder": "./l001/",
                "text": "address",
            },
            Forge(
                "https://x.test/a/b", ForgeKind.GITEA, folder="l001", text=ForgeText.ADDRESS
            ),
        ),
    ],
)  # fmt: skip
def test_what_it_takes(value: object, forge: Forge) -> None:
    """An address, a mapping of some of its parts, or `false`."""
    assert forge_from("forge", Option(value, PLACE)) == (forge, [])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "forge.url"),
        ("git@github.com:a/b", "forge.url"),
        ("https://github.com", "forge.url"),
        ("javascript:alert(1)", "forge.url"),
        ("https://me:word@github.com/a/b", "forge.url"),
        ("https://[a/b", "forge.url"),
        ("https://x.test/a/b", "which forge it is"),
        ({"url": "https://x.test/a/b", "kind": "svn"}, "forge.kind"),
        ({"text": "mail"}, "forge.text"),
        ({"branch": "a b"}, "forge.branch"),
        ({"branch": 7}, "forge.branch"),
        ({"folder": "../up"}, "forge.folder"),
        ({"folder": "/top"}, "forge.folder"),
        ({"urll": "https://github.com/a/b"}, "forge.urll"),
        ({3: 4}, "forge.3"),
    ],
)
def test_what_it_refuses(value: object, said: str) -> None:
    """What cannot be used is one finding at the place of the setting, with what to do."""
    _, found = forge_from("forge", Option(value, PLACE))
    assert [(it.place, bool(it.help)) for it in found] == [(PLACE, True)]
    assert said in found[0].message


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", ForgeKind.GITHUB),
        ("https://gitlab.centre.test/a/b", ForgeKind.GITLAB),
        ("https://codeberg.org/a/b", ForgeKind.GITEA),
        ("https://centre.test/github/b", None),
    ],
)
def test_the_host_tells_the_kind(url: str, kind: ForgeKind | None) -> None:
    """Only the name of the host does, and not the path."""
    assert is_repository(url)
    assert kind_of_host(url) is kind


def test_the_page_for_a_new_file() -> None:
    """The branch is that of the setting, else of `edit_uri`, else `main`; names are quoted."""
    own = "https://github.com/a/b"
    cloned, edited = f"{own}.git", "edit/trunk/docs/"
    made = forge_link(Forge(), ForgeKind.GITHUB, FOLDER, repo_url=cloned, edit_uri=edited)
    assert made
    assert (made.new, made.name, made.text) == (f"{own}/new/trunk/{FOLDER}", "filename", "")
    forge = Forge("https://x.test/a/b", branch="x/ä", folder="of a", text=ForgeText.ADDRESS)
    gitea = forge_link(forge, ForgeKind.GITEA, FOLDER)
    gitlab = forge_link(forge, ForgeKind.GITLAB, FOLDER)
    assert gitea
    assert gitlab
    assert gitea.new == f"https://x.test/a/b/_new/x/%C3%A4/of%20a/{FOLDER}"
    assert (gitea.text, gitlab.text, gitlab.name) == ("value", "", "file_name")
    assert forge_link(Forge(), None, FOLDER, repo_url=own) is None
    assert forge_link(Forge(), ForgeKind.GITHUB, FOLDER) is None
    assert forge_link(Forge(is_on=False), ForgeKind.GITHUB, FOLDER, repo_url=own) is None
