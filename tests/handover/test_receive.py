"""Bundles that arrive: what is laid out is what was sent, and nothing else is ever laid out."""

import shutil
import stat
import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from crossfolio.core.choices import Edition
from crossfolio.handover.bag import Content, write_bag
from crossfolio.handover.contents import sources_for_assessors
from crossfolio.handover.settings import settings_of
from crossfolio.handover.states import states_of, written
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Run, page, tree

Change = Callable[[ZipInfo, bytes], tuple[ZipInfo, bytes] | None]


@pytest.fixture
def sources(portfolio: Build) -> Path:
    """Return a small portfolio with settings of its own."""
    site = "site_name: X\nhooks: [run.py]\nplugins: [search, crossfolio: {profile: strict}]\n"
    files = {"docs/about.md": "# About\n", "docs/gr\u00fcn und.md": "# Gr\u00fcn\n"}
    return portfolio({"mkdocs.yml": site, **files})


@pytest.fixture
def bundle(sources: Path, tmp_path: Path) -> Path:
    """Return a bundle of it, whose site is one page."""
    return make(sources, tmp_path / "bundle.zip")


def make(root: Path, out: Path, edition: Edition | None = None, **more: bytes) -> Path:
    project = open_project(root)
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    payload: dict[str, Content] = {f"sources/{name}": file for name, file in files.items()}
    payload["site/index.html"] = b"<p>The site</p>"
    payload["states.json"] = written(states_of(check_project(project, TODAY)))
    payload["settings.json"] = settings_of(project)
    payload |= more
    with out.open("w+b") as file:
        write_bag(file, payload, edition)
    return out


def changed(bundle: Path, change: Change) -> Path:
    """Write a bundle anew with each entry as `change` returns it, or without it."""
    out = bundle.with_name("changed.zip")
    with ZipFile(bundle) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            made = change(entry, old.read(entry))
            if made:
                new.writestr(*made)
    return out


def with_entry(bundle: Path, name: str, data: bytes = b"x", **fields: int) -> Path:
    """Add an entry to a bundle."""
    out = bundle.with_name("more.zip")
    shutil.copy(bundle, out)
    entry = ZipInfo(name)
    for field, value in {"compress_type": ZIP_DEFLATED, **fields}.items():
        setattr(entry, field, value)
    with ZipFile(out, "a") as archive:
        archive.writestr(entry, data)
    return out


def refused(run: Run, bundle: Path, *words: str) -> None:
    """Make sure that a bundle is refused with these words, and nothing is laid out."""
    folder = bundle.parent / "laid out"
    before = tree(bundle.parent)

    ran = run("receive", bundle, folder)

    assert ran.code == 2
    assert ran.out == ""
    assert bundle.name in ran.err
    assert all(word in ran.err for word in words), ran.err
    assert "Traceback" not in ran.err
    assert "a fault in Crossfolio" not in ran.err
    assert not folder.exists()
    assert tree(bundle.parent) == before


def test_laid_out(run: Run, bundle: Path, sources: Path, tmp_path: Path) -> None:
    """Every source arrives as it was; the settings are ours, and the sender's run nothing."""
    folder = tmp_path / "new" / "there"

    ran = run("receive", bundle, folder, "--today", TODAY.isoformat())

    assert ran.code == 0, ran.err
    assert "states: 1 of 1 criteria stand as the bundle says" in ran.out
    sent, there = tree(sources), tree(folder)
    assert there["mkdocs.sender.yml"] == sent["mkdocs.yml"]
    assert {k: v for k, v in sent.items() if k != "mkdocs.yml"}.items() <= there.items()
    ours = (folder / "mkdocs.yml").read_text("utf-8")
    assert "hooks" not in ours
    assert open_project(folder).settings.profile == "strict"
    assert (folder / "site/index.html").read_text("utf-8") == "<p>The site</p>"


def test_another_state_is_said(run: Run, sources: Path, tmp_path: Path) -> None:
    """A bundle that claims another state than its sources bear out is laid out, and is told on."""
    said = written(states_of(check_project(open_project(sources), TODAY)))
    lie = said.replace(b'"covered"', b'"accepted"')
    bundle = make(sources, tmp_path / "b.zip", **{"states.json": lie})

    ran = run("receive", bundle, tmp_path / "x", "--today", TODAY.isoformat())

    assert ran.code == 1
    assert "states: 0 of 1 criteria stand as the bundle says" in ran.out
    assert "BUD.AC1: accepted there, covered here" in ran.out


def test_settings_that_lead_elsewhere(run: Run, sources: Path, tmp_path: Path) -> None:
    """Folders outside of the new one are refused, and no function of the sender's is named."""
    for number, settings in enumerate(
        (
            b'{"options": {"evidence": "../x"}, "docs_dir": "docs"}',
            b'{"options": {}, "docs_dir": "/etc"}',
            b'{"options": {"rules": ' + b"[" * 900 + b"]" * 900 + b'}, "docs_dir": "docs"}',
            settings_of(open_project(sources)).replace(b'"strict"', b'"\\ud800"'),
            settings_of(open_project(sources)).replace(b'"strict"', b'{"a": NaN}'),
            b"[]",
            b"{",
        )
    ):
        out = make(sources, tmp_path / f"{number}.zip", **{"settings.json": settings})
        refused(run, out, "settings.json")


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "portfolio/../../x",
        "/etc/x",
        "C:/x",
        "portfolio/data/sources/evidence/../../../../x",
        "portfolio/data/sources/evidence/NUL.md",
        "portfolio/data/sources/evidence/com1",
        "portfolio/data/sources/evidence/a:b",
        "portfolio/data/sources/evidence/x.",
        "portfolio/data/sources//x",
        "portfolio/data/sources/./x",
        "portfolio/data/sources/evidence/E01.md",
        "portfolio/data/sources/EVIDENCE/e02.md",
        "portfolio/data/sources/evidence",
        "portfolio/data/sources/evidence/e01.md/x",
        "portfolio/data/sources/evidence/\u202ex",
        "portfolio/data/sources/more.md",
        "portfolio/more.txt",
        "more.txt",
        "portfolio/data/sources/" + "x" * 300,
    ],
)
def test_names(run: Run, bundle: Path, name: str) -> None:
    """A name that leads out, or that no system holds, or that the manifest lacks, is refused."""
    refused(run, with_entry(bundle, name))


def test_links_and_others(run: Run, bundle: Path) -> None:
    """Links, folders and devices are refused, whatever they point to."""
    name = "portfolio/data/sources/evidence/link.md"
    for kind, word in ((stat.S_IFLNK, "link"), (stat.S_IFIFO, "ordinary"), (stat.S_IFDIR, "ordin")):
        refused(run, with_entry(bundle, name, external_attr=(kind | 0o777) << 16), name, word)
    refused(run, with_entry(bundle, "portfolio/data/sources/x/"))


def test_altered(run: Run, bundle: Path) -> None:
    """Any file that was altered, left out, or put in is refused, with its name."""
    with ZipFile(bundle) as archive:
        names = archive.namelist()
    for name in names:

        def other(entry: ZipInfo, data: bytes, name: str = name) -> tuple[ZipInfo, bytes]:
            return (entry, data + b"\n") if entry.filename == name else (entry, data)

        def without(entry: ZipInfo, data: bytes, name: str = name) -> tuple[ZipInfo, bytes] | None:
            return None if entry.filename == name else (entry, data)

        refused(run, changed(bundle, other))
        refused(run, changed(bundle, without), name.removeprefix("portfolio/"))


def test_cut_and_turned(run: Run, bundle: Path) -> None:
    """A bundle that is cut anywhere, lengthened, or has a bit turned is refused."""
    data = bundle.read_bytes()
    out = bundle.with_name("cut.zip")
    step = max(1, len(data) // 15)
    for at in range(0, len(data), step):
        out.write_bytes(data[:at])
        refused(run, out)
    for at in range(0, len(data), step):
        out.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        ran = run("receive", out, out.with_name("new"))
        assert ran.code == 2 or tree(out.with_name("new")), ran.err
        assert "fault" not in ran.err
        shutil.rmtree(out.with_name("new"), ignore_errors=True)
    for more in (data + b"x", b"x" + data, data + data):
        out.write_bytes(more)
        refused(run, out)


def test_bombs(run: Run, bundle: Path) -> None:
    """What swells out of proportion is refused before a byte of it is unpacked."""
    bomb = with_entry(bundle, "portfolio/data/sources/evidence/b.csv", b"0" * (20 << 20))
    refused(run, bomb, "b.csv", "swells")


def test_overlapping_files(run: Run, bundle: Path) -> None:
    """Entries that share their bytes with others are refused."""
    data = bytearray(bundle.read_bytes())
    at = [i for i in range(len(data)) if data[i : i + 4] == b"PK\x01\x02"]
    data[at[1] + 42 : at[1] + 46] = data[at[0] + 42 : at[0] + 46]
    out = bundle.with_name("over.zip")
    out.write_bytes(data)

    refused(run, out)


def test_packed_otherwise(run: Run, bundle: Path) -> None:
    """Encryption, other methods, ZIP64 and comments are refused."""
    name = "portfolio/data/sources/more.md"
    refused(run, with_entry(bundle, name, compress_type=ZIP_BZIP2), name, "method")
    out = bundle.with_name("zip64.zip")
    shutil.copy(bundle, out)
    with ZipFile(out, "a") as archive:
        entry = ZipInfo(name)
        entry.extra = struct.pack("<HHQQ", 1, 16, 1, 1)
        archive.writestr(entry, b"x")
    refused(run, out)
    shutil.copy(bundle, out)
    with ZipFile(out, "a") as archive:
        archive.comment = b"hello"
    refused(run, out, "comment")
    data = bytearray(bundle.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    out.write_bytes(data)
    refused(run, out, "encrypted")


def test_nested(run: Run, bundle: Path, tmp_path: Path) -> None:
    """A zip around a bundle is refused, and says what to do."""
    around = tmp_path / "around.zip"
    with ZipFile(around, "w", ZIP_STORED) as archive:
        archive.write(bundle, "bundle.zip")

    refused(run, around, "bundle.zip", "unpack it")


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18)])
def test_no_bundle(run: Run, tmp_path: Path, data: bytes) -> None:
    """What is no zip, or an empty one, is refused."""
    file = tmp_path / "x.zip"
    file.write_bytes(data)
    refused(run, file)


def test_public(run: Run, sources: Path, tmp_path: Path) -> None:
    """The public edition holds no sources, and is refused with that reason."""
    refused(run, make(sources, tmp_path / "p.zip", Edition.PUBLIC), "no sources")


def test_never_over_what_is_there(run: Run, bundle: Path, tmp_path: Path) -> None:
    """A folder that is there, or lies among sources, is left alone."""
    (tmp_path / "there").mkdir()
    assert run("receive", bundle, tmp_path / "there").code == 2
    assert run("receive", tmp_path / "none.zip", tmp_path / "new").code == 2
    inside = tmp_path / "project" / "evidence" / "new"
    try:
        code = run("receive", bundle, inside).code
    except SystemExit as error:
        code = int(str(error.code))
    assert code == 2
    assert not inside.exists()
    assert not list((tmp_path / "there").iterdir())


def test_same_bytes(sources: Path, tmp_path: Path) -> None:
    """The same files make the same zip."""
    made = [make(sources, tmp_path / f"{n}.zip").read_bytes() for n in range(2)]

    assert made[0] == made[1]


def test_hidden_items_stay_behind(portfolio: Build) -> None:
    """The edition for assessors holds no byte of a withheld item, and no name of a person."""
    secret = page(
        id="E02", audience="withheld", location="{where: safe}", attachments="[s3cret.csv]"
    )
    people = (
        "people:\n  A1: {roles: [assessor], display_name: Ada Byron, contact: ada@x.test}\n"
        "  W1: {roles: [witness], display_name: Wim, relationship: her uncle}\n"
    )
    files: Mapping[str, str] = {
        "evidence/e02.md": secret.replace("A plan", "Zebra"),
        "evidence/s3cret.csv": "a,b\n",
        "evidence/loose.txt": "x",
        "evidence/broken.md": "---\nid: [\n",
        "assessment/people.yml": people,
        "assessment/decisions/D01.yml": "# s3cret.csv\ndecision: D01\n",
        "assessment/notes.txt": "Ada",
    }
    root = portfolio(files)
    project = open_project(root)
    checked = check_project(project, TODAY)

    sources = sources_for_assessors(project, checked)

    read = {
        name: file.read_bytes() if isinstance(file, Path) else file
        for name, file in sources.files.items()
    }
    assert sorted(read) == ["assessment/people.yml", "criteria/bud.yml", "evidence/e01.md"]
    everything = b"\n".join(read.values())
    for word in (b"Zebra", b"Ada", b"Wim", b"uncle", b"x.test", b"s3cret"):
        assert word not in everything
    assert sources.withheld == {"E02"}
    assert sources.unknown, "a page that cannot be read may be a withheld one"
    assert states_of(checked, sources).not_recomputed == ("BUD.AC1",)


def test_decisions_that_name_hidden_files_stay_behind(portfolio: Build) -> None:
    """However the name is written; the others go along, and what rests on them is listed."""
    decision = (
        "decision: {name}\nassessor: A1\ndate: 2026-05-01\nevidence:\n  - id: {item}\n"
        "    fingerprint: cf2:"
        + "0" * 64
        + "\n    parts: {{fields: "
        + "1" * 64
        + ", body: "
        + "2" * 64
        + ", attachments: {{{file}}}}}\ncriteria:\n"
        "  - {{criterion: BUD.AC1, outcome: met}}\n"
    )
    hidden = f'"s3cret\\u002ecsv": {"3" * 64}'
    root = portfolio(
        {
            "evidence/e02.md": page(
                id="E02", audience="withheld", location="{where: safe}", attachments="[s3cret.csv]"
            ),
            "evidence/s3cret.csv": "a,b\n",
            "assessment/people.yml": "people:\n  A1: {roles: [assessor], display_name: Ada}\n",
            "assessment/decisions/D01.yml": decision.format(name="D01", item="E02", file=hidden),
            "assessment/decisions/D02.yml": decision.format(name="D02", item="E01", file=""),
        }
    )
    project = open_project(root)
    checked = check_project(project, TODAY)
    assert {it.id for it in checked.portfolio.decisions} == {"D01", "D02"}

    sources = sources_for_assessors(project, checked)

    assert sources.withheld_decisions == {"assessment/decisions/D01.yml"}
    assert "assessment/decisions/D02.yml" in sources.files
    states = states_of(checked, sources)
    assert [it.partition(" ")[0] for it in states.decisions] == ["D02"]
    assert states.not_recomputed == ("BUD.AC1",)


def test_written_zip_is_one_that_others_read(bundle: Path) -> None:
    """Every file has the same time, and checks out by the manifest."""
    with ZipFile(BytesIO(bundle.read_bytes())) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
