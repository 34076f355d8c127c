"""Rules of practice where they just begin to speak, and where they have much to compare."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.context import Context
from crossfolio.core.rules.practice import large_document, repeated_text
from support import Check, page, unit

MEGABYTE = 1024 * 1024


def test_a_document_that_is_just_too_large(check: Check) -> None:
    """More than 10 MB is too large for what is read or looked at, and not for a recording."""
    names = ("data.csv", "song.mp3", "wall.png", "notes.txt", "film.mp4")
    files = {f"evidence/{name}": b"x" for name in names}
    files["evidence/plan.pdf"] = b"%PDF-1.4\n%%EOF\n"
    attached = page(attachments=f"[{', '.join((*names, 'plan.pdf', 'gone.png'))}]")
    checked = check({**files, "evidence/e01.md": attached, "evidence/e02.md": page(id="E02")})

    def found(size: int) -> list[tuple[str, str, str]]:
        stored = {path: file._replace(size=size) for path, file in checked.portfolio.files.items()}
        portfolio = replace(checked.portfolio, files=stored)
        context = Context(portfolio, checked.claims, checked.coverage)
        return [
            (f"{one.place.line}:{one.place.column}", one.message, one.unit)
            for one in large_document.look(context)
        ]

    assert found(10 * MEGABYTE) == []
    said = "this attached document has {} MB in one piece"
    places = ["7:35", "7:66"]
    assert found(10 * MEGABYTE + 1) == [(place, said.format(10), "BUD") for place in places]
    assert found(12 * MEGABYTE - 1) == [(place, said.format(11), "BUD") for place in places]


def test_every_pair_that_is_alike(check: Check) -> None:
    """Pairs are looked at in both directions, once each, in the order of what is open."""
    rows = (
        "AC1 similar_to: [BUD.AC2, BUD.AC10, BUD.AC4, BUD.AC9]",
        "AC2",
        "AC3 similar_to: [BUD.AC1, BUD.AC2]",
        "AC4 status: withdrawn",
        "AC5 similar_to: [BUD.AC6, BUD.AC2]",
        "AC6",
        "AC10 similar_to: [BUD.AC1]",
    )
    files = {
        "criteria/bud.yml": unit(*rows),
        "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC5]"),
    }
    found = [
        (one.finding.args["criterion"], one.finding.args["similar"])
        for one in check(files).diagnostics
        if one.rule.code == "KND104"
    ]
    assert found == [
        ("BUD.AC2", "BUD.AC1"),
        ("BUD.AC2", "BUD.AC5"),
        ("BUD.AC3", "BUD.AC1"),
        ("BUD.AC6", "BUD.AC5"),
        ("BUD.AC10", "BUD.AC1"),
    ]


sentences = st.dictionaries(st.sampled_from([b"a", b"b", b"c", b"d"]), st.sampled_from("XYZ"))
portfolios = st.dictionaries(st.sampled_from("123"), sentences)


@given(st.lists(portfolios, min_size=1, max_size=5))
def test_where_sentences_stand_first(steps: list[dict[str, dict[bytes, str]]]) -> None:
    """What is known from the last check makes no difference to where a sentence stands first."""
    kept, last = None, dict[str, dict[bytes, str]]()
    for step in steps:
        # A block that has not changed is the same object, as it is in an editor.
        own = {
            name: last[name] if last.get(name) == step[name] else step[name]
            for name in sorted(step)
        }
        kept, fresh = repeated_text._first(kept, own), repeated_text._first(None, own)
        model: dict[bytes, str] = {}
        for block in own.values():
            for sentence, item in block.items():
                model.setdefault(sentence, item)
        known = {name: tuple(model[sentence] for sentence in own[name]) for name in own}
        assert kept.items == fresh.items == model
        assert kept.known == fresh.known == known
        assert kept.blocks is own
        last = own
