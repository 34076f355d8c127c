"""One sealed store: what is read from it is what this program wrote there, or nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import Raw
from msgspec.msgpack import Encoder

from crossfolio.core.texts import NOTHING, Text
from crossfolio.workspace import store as storing
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, StepCache, digest
from crossfolio.workspace.store import Store, open_store, program
from support import Build, Run, broken

ANY = CachedStep[Any]("any", Any)
KEY = b"key"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that only this user can use."""
    made = tmp_path / "store"
    made.mkdir(mode=0o700)
    return made


def test_what_is_written_is_read(folder: Path) -> None:
    """The same name and basis give the same content; another name or basis gives none."""
    Store(folder).write("one", b"content", "basis")
    assert Store(folder).read("one", "basis") == b"content"
    assert Store(folder).read("one") is None
    assert Store(folder).read("one", "basis", "more") is None
    assert Store(folder).read("two", "basis") is None
    (folder / "one").rename(folder / "two")
    assert Store(folder).read("two", "basis") is None


def test_what_another_program_wrote_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any other version of Crossfolio, of Python or of a library begins anew."""
    Store(folder).write("one", b"content")
    program.cache_clear()
    try:
        monkeypatch.setattr(storing, "_installed", lambda: {"markdown-9.dist-info"})
        assert Store(folder).read("one") is None
    finally:
        program.cache_clear()


def test_what_is_installed_is_known_by_its_version() -> None:
    """The key goes by the libraries whose output is kept."""
    names = {it.lower().partition("-")[0] for it in storing._installed()}
    assert {"markdown", "mkdocs", "mkdocs_material", "nh3", "jinja2", "pyyaml"} <= names


def test_the_key_is_the_same_however_a_program_is_started(tmp_path: Path) -> None:
    """What the command keeps, a build uses: it goes by no folder that is current."""
    code = "from crossfolio.workspace.store import program; print(program().hex())"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True
        ).stdout
        for cwd in (tmp_path, Path(__file__).parent, "/")
    }
    assert keys == {f"{program().hex()}\n"}


@given(st.binary(max_size=99), st.data())
def test_any_turned_bit_is_seen(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    """Whichever bit of a file is turned, and wherever it is cut, it is not there any more."""
    folder = tmp_path_factory.mktemp("store")
    Store(folder).write("one", content)
    file = folder / "one"
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    turned = bytearray(whole)
    turned[at // 8] ^= 1 << at % 8
    for instead in (bytes(turned), whole[: at // 8], whole + whole[: at // 8 + 1]):
        file.write_bytes(instead)
        assert Store(folder).read("one") is None


def test_whatever_lies_there_instead(folder: Path) -> None:
    """A folder, a pipe or a link in the place of a file is a file that is not there."""
    store, file = Store(folder), folder / "one"
    store.write("other", b"content")
    for make in (
        file.mkdir,
        *([lambda: os.mkfifo(file)] if hasattr(os, "mkfifo") else []),
        lambda: file.symlink_to(folder / "other"),
        lambda: file.symlink_to("/dev/zero"),
    ):
        make()
        assert store.read("one") is None
        store.write("one", b"new")
        assert store.read("one") == (None if file.is_dir() else b"new")
        store.remove("one")
        if file.is_dir():
            file.rmdir()


def test_what_killed_runs_leave_behind(folder: Path) -> None:
    """What was being written when a run was killed is removed after an hour."""
    old, young = folder / "one.old.part", folder / "one.young.part"
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (0, 0))
    Store(folder).write("one", b"content")
    assert sorted(folder.iterdir()) == [folder / "one", young]


def test_a_store_is_for_one_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders and files are made so that nobody else can read them, whatever the mask."""
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "kept"))
    before = os.umask(0)
    try:
        store = open_store(tmp_path / "project")
        store.write("one", b"content")
    finally:
        os.umask(before)
    (folder,) = (tmp_path / "kept").iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "one").stat().st_mode & 0o777 == 0o600


def owned_by_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the folder belong to somebody else."""
    owner = folder.stat().st_uid
    monkeypatch.setattr("crossfolio.workspace.store.os.getuid", lambda: owner + 1)


def linked(folder: Path, _: pytest.MonkeyPatch) -> None:
    """Have a link in the place of the folder, to one that is as good."""
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"), target_is_directory=True)


def a_file(folder: Path, _: pytest.MonkeyPatch) -> None:
    """Have a file in the place of the folder."""
    folder.rename(folder.with_name("elsewhere"))
    folder.write_bytes(b"")


Spoil = Callable[[Path, pytest.MonkeyPatch], object]
UNFIT: dict[str, Spoil] = {
    "all may write": lambda folder, _: folder.chmod(0o777),
    "a group may write": lambda folder, _: folder.chmod(0o720),
    "others may read": lambda folder, _: folder.chmod(0o755),
    "another user's": owned_by_another,
    "a link": linked,
    "a file": a_file,
    "no home": lambda _, monkeypatch: monkeypatch.setattr(storing, "_users_own", no_home),
    "a relative home": lambda _, monkeypatch: monkeypatch.setattr(
        storing, "_users_own", lambda: Path("~/.cache/crossfolio")
    ),
}


def no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


@pytest.mark.parametrize("spoil", UNFIT.values(), ids=UNFIT)
def test_a_folder_that_is_not_fit_is_left_alone(
    spoil: Spoil, portfolio: Build, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where others could write or read, and where there is no folder, nothing is kept or used."""
    users_own = tmp_path / "home/cache"
    monkeypatch.setattr(storing, "_users_own", lambda: users_own)
    monkeypatch.delenv("CROSSFOLIO_CACHE_DIR", raising=False)
    root = portfolio()
    first = run("check", root)
    (folder,) = users_own.iterdir()
    before = sorted(path for path in folder.iterdir())
    assert before
    spoil(folder, monkeypatch)
    monkeypatch.chdir(root)
    assert not open_store(root).keeps
    assert run("check", root) == first
    assert not (root / "~").exists()


def test_a_project_cannot_bring_its_own(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in the project is not used: it would be written among sources, or come with them."""
    root = portfolio()
    for name in (".cache", "evidence", "."):
        monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(root / name))
        before = sorted(root.rglob("*"))
        run("check", root)
        assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("function", ["open", "mkdir", "scandir"])
@pytest.mark.parametrize("number", [13, 28, 30])
def test_a_full_or_closed_disk(
    number: int, function: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full, read-only or closed makes a run slower, and no fault."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(folder / "new"))
    monkeypatch.setattr(f"crossfolio.workspace.store.os.{function}", fail)
    store = open_store(folder / "project")
    store.write("one", b"content")
    store.remove("one")
    assert store.read("one") in (None, b"content")


def test_the_folder_may_go_at_any_time(folder: Path) -> None:
    """A folder that is deleted while it is used costs what was kept, and nothing else."""
    cache = StepCache(Store(folder), "cache")
    cache.entry("one").keep(ANY, KEY, "value")
    folder.rmdir()
    cache.close()
    assert cache.entry("one").recall(ANY, KEY) == "value"
    assert not folder.exists()
    assert StepCache(Store(folder), "cache").entry("one").recall(ANY, KEY) is None


def test_entries_come_back(folder: Path) -> None:
    """What a step gave is had again for the same key alone, and only while it is asked for."""
    cache = StepCache(Store(folder), "cache")
    made: list[str] = []
    for _ in range(2):
        for name in ("one", "two"):
            entry = cache.entry(name)
            entry.once(ANY, KEY, lambda name=name: made.append(name) or [name])
        cache.close()
    assert made == ["one", "two"]
    again = StepCache(Store(folder), "cache")
    assert again.entry("one").recall(ANY, KEY) == ["one"]
    assert again.entry("one").recall(ANY, b"other") is None
    again.close()
    assert StepCache(Store(folder), "cache").entry("two").recall(ANY, KEY) is None


@pytest.mark.parametrize("gone", [False, True])
def test_results_put_aside(folder: Path, *, gone: bool) -> None:
    """What is not held in memory is had again at once and in the next run, as what is held is."""
    values = [[], ["text"] * 9, "value", 7]
    cache = StepCache(Store(folder), "cache", in_process=False)
    if gone:
        folder.rmdir()
    for number, value in enumerate(values):
        cache.entry(f"{number}").keep(ANY, KEY, "old")
        cache.entry(f"{number}").keep(ANY, KEY, value)
    assert [cache.entry(f"{number}").recall(ANY, KEY) for number in range(4)] == values
    if gone:
        folder.mkdir(mode=0o700)
    cache.close()
    assert {file.name.split("-")[0] for file in folder.iterdir()} == {"cache"}
    again = StepCache(Store(folder), "cache", in_process=False)
    assert [again.entry(f"{number}").recall(ANY, KEY) for number in range(4)] == values


def test_what_was_put_aside_and_is_gone(folder: Path) -> None:
    """Where a run ends before its end, nothing that it put aside is had or kept."""
    cache = StepCache(Store(folder), "cache", in_process=False)
    cache.entry("one").keep(ANY, KEY, "value")
    cache.discard()
    assert cache.entry("one").recall(ANY, KEY) is None
    cache.close()
    assert StepCache(Store(folder), "cache").entry("one").recall(ANY, KEY) is None


def test_what_cannot_be_kept(folder: Path) -> None:
    """What is no plain value, as another plugin may make one, is used and not kept."""
    unkept = (Markup("made"), object(), "\ud800", 10**30)
    cache = StepCache(Store(folder), "cache")
    for number, value in enumerate(unkept):
        assert cache.entry(f"{number}").once(ANY, KEY, lambda value=value: value) is value
        cache.entry(f"{number}").keep(CachedStep[Any]("plain", Any), KEY, number)
    cache.entry("\udcff").keep(ANY, KEY, "a name that no locale can spell")
    cache.close()
    again = StepCache(Store(folder), "cache")
    for number in range(len(unkept)):
        assert again.entry(f"{number}").recall(ANY, KEY) is None
        assert again.entry(f"{number}").recall(CachedStep[Any]("plain", Any), KEY) == number
    assert again.entry("\udcff").recall(ANY, KEY) == "a name that no locale can spell"


def test_what_is_kept_of_another_type(folder: Path) -> None:
    """A value that does not fit its step's type is not there."""
    cache = StepCache(Store(folder), "cache")
    cache.entry("one").keep(ANY, KEY, ["text"])
    cache.close()
    numbers = CachedStep[list[int]]("any", list[int])
    assert StepCache(Store(folder), "cache").entry("one").recall(numbers, KEY) is None


def test_broken_shelves(folder: Path) -> None:
    """Whatever becomes of a cache's file, entries come back as they were or not at all."""
    cache = StepCache(Store(folder), "cache")
    cache.entry("one").keep(ANY, KEY, "value")
    cache.close()
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for content in broken(whole):
        file.write_bytes(content)
        assert StepCache(Store(folder), "cache").entry("one").recall(ANY, KEY) is None
    for content in (b"\x93", b"\xff", b"\x81\xa1a\x01", b""):
        Store(folder).write(file.name, content)
        assert StepCache(Store(folder), "cache").entry("one").recall(ANY, KEY) is None


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digests_tell_parts_apart(one: list[bytes], other: list[bytes]) -> None:
    """Parts that are cut in other places have another digest."""
    assert (digest(*one) == digest(*other)) == (one == other)


TEXTS = CachedStep[tuple[Text, ...]]("texts", tuple[Text, ...])
ANYTHING = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=9,
)


@given(st.lists(st.text() | st.integers(-9, 9) | st.lists(st.text()).map(tuple)))
def test_texts_come_back_whole(values: list[Any]) -> None:
    """What stands in the places of a text, and in those of the texts within it, is kept."""
    args = {f"n{number}": value for number, value in enumerate(values)}
    inner = Text("".join(f"{{{name}}}" for name in args), **args)
    pair = (inner, NOTHING, Text.counted("one {{", "{n} of {inner:; }", n=7, inner=(inner, "x")))
    try:
        packed = TEXTS.encode(pair)
    except UnicodeEncodeError:
        return
    back = TEXTS.decode(Raw(packed))
    assert back == pair
    assert [it.parts for it in back] == [it.parts for it in pair]
    assert isinstance(back[2].args["inner"][0], Text)  # type: ignore[index]


@given(ANYTHING)
def test_what_is_no_text(value: object) -> None:
    """Whatever is kept in the place of a text comes back as a text or not at all."""
    entry = CacheEntry(0, {"texts": (KEY, Raw(Encoder().encode([value])))})
    found = entry.recall(TEXTS, KEY)
    assert found is None or all(isinstance(it, Text) for it in found)
