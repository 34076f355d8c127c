"""What MkDocs logs of a build is masked like everything else that is said."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from crossfolio.core.personal.register import Register
from crossfolio.core.personal.scan import Looker
from crossfolio.mkdocs_plugin.log_masks import mask_log


@pytest.fixture
def printed() -> Iterator[StringIO]:
    """What the log of MkDocs prints, as its command sets it up."""
    said = StringIO()
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler(said)
    logger.addHandler(handler)
    yield said
    logger.removeHandler(handler)


def test_links(printed: StringIO) -> None:
    """Numbers and names in what it quotes are masked, by the last looker alone; more is not."""
    log = logging.getLogger("mkdocs.structure.pages")
    mask_log(Looker(Register(("Amara Okafor",))))
    log.warning("a link '%s', and 100 pages", "07911%20123456.pdf by Amara Okafor")
    mask_log(Looker())
    log.warning("by Amara Okafor")

    one, two = printed.getvalue().splitlines()
    assert one.endswith(".pdf by \u2022\u2022\u2022', and 100 pages")
    assert "123456" not in one
    assert two == "by Amara Okafor"
