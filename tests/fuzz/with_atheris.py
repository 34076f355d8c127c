"""The same targets under atheris, which looks for inputs by coverage.

It is no part of what the tests need: `pip install atheris`, then
`PYTHONPATH=tests:tests/fuzz python tests/fuzz/with_atheris.py body -max_total_time=600`.
"""

import sys
from typing import Any

from hypothesis import given, settings
from test_fuzz import TARGETS, target


def main() -> None:
    """Fuzz the target that the first argument names."""
    import atheris  # type: ignore[import-not-found]  # noqa: PLC0415 - optional

    path, strategy = TARGETS[sys.argv.pop(1)]

    @settings(database=None)
    @given(strategy)
    def one(data: bytes) -> None:
        target(path, data)

    fuzz: Any = one.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    atheris.instrument_all()
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
