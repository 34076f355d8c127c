"""Kinds of evidence: how it was made or assessed."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.ids import nearest
from crossfolio.core.texts import Text


class Kind(NamedTuple):
    """A kind of evidence, as a table shows it."""

    id: str
    """What learners write, such as `witness-testimony`."""
    code: str
    """A few capital letters for the cell of a matrix."""
    name: str
    """What people read."""


BUILT_IN = tuple(
    Kind(*it)
    for it in (
        ("observation", "OBS", Text("Observation")),
        ("expert-witness-testimony", "EWT", Text("Expert witness testimony")),
        ("witness-testimony", "WT", Text("Witness testimony")),
        ("product", "PROD", Text("Product of work")),
        ("professional-discussion", "PD", Text("Professional discussion")),
        ("questioning", "QA", Text("Questioning")),
        ("reflective-account", "RA", Text("Reflective account")),
        ("case-study", "CS", Text("Case study")),
        ("simulation", "SIM", Text("Simulation")),
        ("recognised-prior-learning", "RPL", Text("Recognised prior learning")),
    )
)
"""The kinds that every portfolio knows. Source: the usual methods of UK awarding bodies."""

TESTIMONIES = ("witness-testimony", "expert-witness-testimony")
"""The kinds in which a witness tells what was seen."""
ACCOUNTS = ("reflective-account",)
"""The kinds in which learners look back on what they did."""


def kinds_with(codes: Mapping[str, str]) -> dict[str, Kind]:
    """Return all kinds by ID: the built-in ones, renamed and added to by a qualification."""
    known = {kind.id: kind for kind in BUILT_IN}
    for name, code in codes.items():
        words = known[name].name if name in known else name.replace("-", " ").capitalize()
        known[name] = Kind(name, code, words)
    return known


_WORDS = {
    "account": "reflective-account",
    "assignment": "product",
    "certificate": "recognised-prior-learning",
    "discussion": "professional-discussion",
    "document": "product",
    "expert-witness": "expert-witness-testimony",
    "file": "product",
    "interview": "professional-discussion",
    "journal": "reflective-account",
    "oral-questions": "questioning",
    "photo": "product",
    "project": "product",
    "questions": "questioning",
    "questions-and-answers": "questioning",
    "reflection": "reflective-account",
    "reflective-journal": "reflective-account",
    "report": "product",
    "role-play": "simulation",
    "rpl": "recognised-prior-learning",
    "statement": "witness-testimony",
    "testimony": "witness-testimony",
    "witness": "witness-testimony",
    "witness-statement": "witness-testimony",
    "work-product": "product",
    "written-questions": "questioning",
}
"""What kinds are called elsewhere. Source: portfolio guides of UK awarding organisations."""


def nearest_kind(word: str, kinds: Mapping[str, Kind]) -> list[str]:
    """Return the kinds that a word most likely meant, whether code, plural or another name."""
    wanted = "-".join(word.lower().replace("_", " ").split())
    stem = wanted.removesuffix("s")
    codes = [it.id for it in kinds.values() if it.code.lower() in (wanted, stem)]
    plain = [it for it in kinds if it in (wanted, stem, f"{stem.removesuffix('ie')}y")]
    other = [_WORDS[it] for it in (wanted, stem) if _WORDS.get(it) in kinds][:1]
    return codes or plain or other or nearest(wanted, kinds)


_IN_SENTENCES = {
    "observation": Text("observation"),
    "expert-witness-testimony": Text("expert witness testimony"),
    "witness-testimony": Text("witness testimony"),
    "product": Text("product"),
    "professional-discussion": Text("professional discussion"),
    "questioning": Text("questioning"),
    "reflective-account": Text("reflective account"),
    "case-study": Text("case study"),
    "simulation": Text("simulation"),
    "recognised-prior-learning": Text("recognised prior learning"),
}


def kind_words(kind: str) -> str:
    """Return a kind's ID as words inside a sentence: `witness testimony`."""
    return _IN_SENTENCES.get(kind) or kind.replace("-", " ")
