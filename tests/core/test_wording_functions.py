"""What the core says is said word for word as it is written down.

`wording.txt` holds what each public function of the core that makes a finding or a text of plain
values says: once with ordinary values, and once more for each value that changes more than itself,
such as one name in place of two, or none; and then with one, and with nothing, of all of them.
Read it as a learner would.
"""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import ModuleType

from crossfolio import core
from crossfolio.core.findings import Finding, Severity
from crossfolio.core.place import Place
from crossfolio.core.texts import Text, args_of
from support import Golden, lost

KEPT = Place("folder/page.md", 3, 5, 3, 9)
OTHER = Place("folder/other.yml", 7, 2)

Saying = Callable[..., Finding | Text]


def _values(kind: object, name: str) -> tuple[object, ...]:
    """Return an ordinary value of a kind, and others that may make a difference."""
    word = name.upper()
    two = [f"{word}1", f"{word}2"]
    known: dict[object, tuple[object, ...]] = {
        str: (word,),
        int: (2, 1, 0),
        bool: (True, False),
        float: (0.125, 1.0),
        Fraction: (Fraction(1, 3), Fraction(1)),
        date: (date(2026, 5, 4),),
        Place: (KEPT, OTHER),
        Text: (Text("why"),),
        list[str]: (two, two[:1], []),
        Sequence[str]: (two, two[:1], []),
        Collection[str]: (two, two[:1], []),
        tuple[str, ...]: (tuple(two), (two[0],), ()),
        list[Place]: ([KEPT, OTHER], [OTHER]),
        Sequence[Text]: ([Text("one"), Text("two")], [Text("one")]),
        list[Text]: ([Text("one"), Text("two")], [Text("one")]),
        tuple[Text, ...]: ((Text("one"), Text("two")), (Text("one"),)),
    }
    return known.get(kind, ())


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(core.__path__, f"{core.__name__}."):
        yield importlib.import_module(module.name)


def _sayings() -> Iterator[tuple[str, Saying, dict[str, tuple[object, ...]]]]:
    """Yield each function with the values that its parameters can have."""
    for module in _modules():
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            # What begins with x_ is what the tool for mutants adds.
            if not own or name.startswith(("_", "x_")):
                continue
            hints = typing.get_type_hints(function)
            if hints.pop("return", None) not in (Finding, Text):
                continue
            left_out = inspect.signature(function).parameters
            values = {
                each: _values(kind, each)
                + (
                    ()
                    if left_out[each].default is inspect.Parameter.empty
                    else (left_out[each].default,)
                )
                for each, kind in hints.items()
            }
            if all(values.values()):
                yield f"{module.__name__.removeprefix('crossfolio.core.')}.{name}", function, values


def _said(function: Saying, arguments: dict[str, object]) -> str | None:
    try:
        said = function(**arguments)
    except (IndexError, KeyError, ValueError, ZeroDivisionError):
        return None
    if isinstance(said, Text):
        return f"{said}  {dict(args_of(said))}"
    lines = [f"{said.code} {said.place}: {said.message}", f"help: {said.help}", f"{said.args}"]
    lines += [f"related {each.place}: {each.message}" for each in said.related]
    lines += [f"edit {each.place}: {each.text!r}" for each in said.edits]
    rest = (said.unit, said.cause, lost(said), said.carrier, said.feedback)
    lines += [f"{each}" for each in rest if each]
    lines += ["firm"] if said.firm else []
    lines += [f"at most {said.at_most.word}"] if said.at_most is not Severity.ERROR else []
    return "\n".join(line for line in lines if line not in ("help: ", "{}"))


def _shape(said: str, arguments: dict[str, object]) -> str:
    """Return what is said without the values, by which it is seen whether more differs."""
    for value in arguments.values():
        if isinstance(value, str | Place | int | float) and str(value):
            said = said.replace(str(value), "*")
    return said


def _all_said() -> str:
    parts = []
    for name, function, values in _sayings():
        usual = {each: kinds[0] for each, kinds in values.items()}
        seen = set[str]()
        spoken = []
        calls = [usual]
        calls += [{**usual, each: other} for each, kinds in values.items() for other in kinds[1:]]
        calls += [
            {each: kinds[min(n, len(kinds) - 1)] for each, kinds in values.items()} for n in (1, 2)
        ]
        for arguments in calls:
            said = _said(function, arguments)
            if said is not None and (shape := _shape(said, arguments)) not in seen:
                seen.add(shape)
                spoken.append(said)
        parts.append("\n\n".join((f"== {name}", *spoken)))
    return "\n\n".join(parts) + "\n"


def test_each_wording_is_as_written_down(golden: Golden) -> None:
    """No word, no name of a place in a text, and no help goes another way unseen."""
    golden(Path(__file__).with_name("wording.txt"), _all_said())
