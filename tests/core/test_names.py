"""Looking up what a slip meant among many names takes no longer than among few."""

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.ids import nearest
from crossfolio.core.names import MOST_HINTS, Names
from support import Check, page

MANY = [f"call-record-{number:04}.txt" for number in range(3000)]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Call-Record-0007.TXT", "call-record-0007.txt"),
        ("call-recrod-0007.txt", "call-record-0007.txt"),
        ("cal-record-0007.txt", "call-record-0007.txt"),
        ("call-record-00077.txt", "call-record-0007.txt"),
        ("call_record-0007.txt", "call-record-0007.txt"),
    ],
)
def test_a_slip_among_many(slip: str, meant: str) -> None:
    """Of thousands of names, the few that are like a slip hold the one that was meant."""
    like = Names(MANY).like(slip)

    assert meant in like
    assert len(like) < 100
    assert meant in nearest(slip, like)


def test_few_names_are_all_looked_at() -> None:
    """Among few, nothing is left out, so that a slip of several letters is still known."""
    assert Names(["plan-v2.pdf", "scores.csv"]).like("plan.pdf") == ("plan-v2.pdf", "scores.csv")


def compared(check: Check, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> int:
    """Check a folder; return how many names were held against slips."""
    seen: list[int] = []

    def counting(text: str, known: object, most: int = 1) -> list[str]:
        names = list(known)  # type: ignore[call-overload]
        seen.append(len(names))
        return nearest(text, names, most)

    for module in ("ids", "checks.tag_checks", "checks.file_checks"):
        monkeypatch.setattr(f"crossfolio.core.{module}.nearest", counting)
    checked: Checked = check(files)
    assert checked.diagnostics
    return sum(seen)


def test_missing_files_among_many(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the pages with a missing file beside twice the files are twice the comparisons."""

    def folder(size: int) -> dict[str, str]:
        pages = {
            f"evidence/e{n}.md": page(id=f"E{n}", attachments=f"[call-{n:04}x.txt]")
            for n in range(size)
        }
        return pages | {f"evidence/call-{n:04}.txt": "x" for n in range(size)}

    few = compared(check, monkeypatch, folder(150))
    many = compared(check, monkeypatch, folder(300))

    assert few >= 150
    assert many <= 2.5 * few


@pytest.mark.parametrize("where", ["criteria", "body"])
def test_a_page_full_of_slips(where: str, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every slip is found; the first hundred of a page are told what they may have meant."""
    tags = [f"BUD.AC{number}" for number in range(1000, 1400)]
    fields = {"criteria": f"[{', '.join(tags)}]"} if where == "criteria" else {}
    body = "\n\n".join(f"[{tag}]" for tag in tags) if where == "body" else ""
    checked = check({"evidence/e01.md": page(body=body, **fields)})

    found = [
        diagnostic.finding for diagnostic in checked.diagnostics if diagnostic.rule.code == "TAG101"
    ]
    assert len(found) == len(tags)
    assert ["did you mean" in it.help for it in found] == [True] * MOST_HINTS + [False] * 300
    assert compared(check, monkeypatch, {"evidence/e01.md": page(body=body, **fields)}) < 1000
