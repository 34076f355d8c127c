"""Builds that the system or a person stops: a sentence, the old site, and nothing left over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tea import PAGE, SITE, Project, Run

from crossfolio.site.staging import open_staging
from support import tree

HOOKS = {
    "full": """\
import resource, signal
def on_env(env, config, files):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
""",
    "gone": """\
from pathlib import Path
def on_env(env, config, files):
    Path("evidence/scores.csv").unlink()
""",
    "stopped": """\
import os, signal
def on_post_page(output, page, config):
    os.kill(os.getpid(), signal.SIGINT)
""",
    "late": """\
import os, signal
def on_post_build(config):
    os.kill(os.getpid(), signal.SIGINT)
""",
}
SAID = {
    "full": "the site was not built: File too large",
    "gone": "the site was not built: No such file or directory",
    "stopped": "the build was stopped; the old site is as it was",
    "late": "the build was stopped; the old site is as it was",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits and signals")
@pytest.mark.parametrize("cause", HOOKS)
def test_a_sentence_and_the_old_site(project: Project, mkdocs: Run, cause: str) -> None:
    """A full disk, a file that has gone and Ctrl-C end a build with a sentence, no traceback."""
    files = {"evidence/e01.md": f"{PAGE}[s](scores.csv)\n", "evidence/scores.csv": "a,b\n1,2\n"}
    root = project({**files, "site/index.html": "the old site", "hook.py": HOOKS[cause]})
    (root / "mkdocs.yml").write_text(f"{SITE}hooks: [hook.py]\n", encoding="utf-8")

    ran = mkdocs(root, "build")

    assert ran.returncode != 0
    assert "Traceback" not in ran.stderr
    assert SAID[cause] in ran.stderr
    assert tree(root / "site").keys() == {"index.html"}
    assert [path.name for path in root.iterdir() if "crossfolio" in path.name] == []


STAGE = """\
import os, signal, sys
from pathlib import Path
from crossfolio.site.staging import open_staging
staging = open_staging(Path(sys.argv[1]))
print(staging.folder, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_build_left_goes_with_the_next(tmp_path: Path) -> None:
    """The folder of a build that is alive is left alone; once it was killed, it is removed."""
    site = tmp_path / "site"
    with subprocess.Popen(
        [sys.executable, "-c", STAGE, str(site)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        left = Path(other.stdout.readline().decode().strip())
        open_staging(site).discard()
        assert left.is_dir()

        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        ours = open_staging(site)

    assert not left.exists()
    assert ours.folder.is_dir()
    ours.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_at_which_a_disk_is_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays where it is, and has the new content, or all of the old where that fails."""
    site = tmp_path / "site"
    old = {"index.html": "old", "gone/a.html": "old", ".nojekyll": ""}
    for name, text in old.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == site)
    before, number = tree(site), site.stat().st_ino

    broken = open_staging(site)
    (broken.new / "index.html").write_text("new", encoding="utf-8")
    with monkeypatch.context() as patch:
        rename = Path.rename

        def full(path: Path, target: Path) -> Path:
            if path.is_relative_to(broken.new):
                raise OSError(28, "No space left on device")
            return rename(path, target)

        patch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="No space"):
            broken.swap()
    broken.discard()
    assert tree(site) == before

    staging = open_staging(site)
    (staging.new / "index.html").write_text("new", encoding="utf-8")
    staging.carry_over()
    staging.swap()
    assert sorted(tree(site)) == [".nojekyll", "index.html"]
    assert (site / "index.html").read_text("utf-8") == "new"
    assert site.stat().st_ino == number
    assert list(tmp_path.iterdir()) == [site]


WRITES = """\
from pathlib import Path
from mkdocs.plugins import event_priority

told = []

@event_priority(1000)
def on_config(config):
    told.append(Path(config.site_dir))

def on_pre_build(config):
    (told[0] / "early").mkdir(parents=True, exist_ok=True)
    (told[0] / "early/one.txt").write_text("one")

def on_post_build(config):
    (told[0] / "two.txt").write_text("two")
    (told[0] / "404.html").write_text("ours")
    Path("site/secret.txt").write_text(SECRET)
"""


def test_what_is_written_into_the_site_that_others_were_told_of(
    project: Project, mkdocs: Run
) -> None:
    """What plugins and hooks write there is in the new site, and the rest of the old is not."""
    hook = f"SECRET = ''\n{WRITES}"
    root = project({"mkdocs.yml": f"{SITE}hooks: [hook.py]\n", "hook.py": hook})
    (root / "site").mkdir()
    (root / "site/old.html").write_text("old", encoding="utf-8")
    (root / "site/two.txt").write_text("an old two", encoding="utf-8")

    ran = mkdocs(root, "build")

    assert ran.returncode == 0, ran.stderr
    read = {it: (root / "site" / it).read_text("utf-8") for it in ("early/one.txt", "two.txt")}
    assert read == {"early/one.txt": "one", "two.txt": "two"}
    assert (root / "site/404.html").read_text("utf-8") == "ours"
    assert not (root / "site/old.html").exists()
    assert (root / "site/index.html").is_file()


def test_what_is_carried_over_is_looked_at_as_well(project: Project, mkdocs: Run) -> None:
    """A hook that writes what a hidden item says into the old site is found out."""
    sentence = "The quiet kettle in the northern pantry was named Bartholomew."
    page = PAGE.replace("criteria:", "audience: withheld\nlocation: {where: Here}\ncriteria:")
    root = project(
        {
            "mkdocs.yml": f"{SITE}hooks: [hook.py]\n",
            "hook.py": f"SECRET = {sentence!r}\n{WRITES}",
            "evidence/e01.md": page.replace("I made it.", sentence),
        }
    )

    ran = mkdocs(root, "build")

    assert ran.returncode == 1
    assert "secret.txt holds text of E01" in ran.stderr
