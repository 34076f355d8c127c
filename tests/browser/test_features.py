"""What sanitising leaves alone: all that Markdown and the usual extensions make."""

# ruff: noqa: E501, W291 - Markdown as it is

from collections import Counter
from collections.abc import Callable

import pytest
from browsing import Site, visit
from hostile import PIXEL, hostile_settings
from playwright.sync_api import Browser

PAGE = """\
# A page of features

A paragraph with *emphasis*, **strong**, `code`, ~~no strike~~, a [link](https://example.org/ "title"),
an [anchor](#lists){ .external }, <kbd>K</kbd>, H<sub>2</sub>O, <mark>mark</mark> and a line  
break. A footnote[^1], an ABBR, ++ctrl+alt+del++, :smile: and :material-account:.

*[ABBR]: Abbreviation

[^1]: The footnote, with a [link](#tables).

![picture](pixel.png "title"){ width="20" align=left loading=lazy }

!!! note

    A note.

!!! warning "A title"

    - with
    - a list

!!! tip inline end ""

    None.

??? question "Closed"

    Text.

???+ example "Open"

    Text.

=== "One"

    ```python linenums="1" hl_lines="2" title="x.py"
    def one() -> int:
        return 1  # (1)!
    ```

    1.  A note on code.

=== "Two"

    Text.

## Lists

- [x] done
- [ ] not done
    - nested

1. one
2. two

Term
:   Definition

<ol start="3" type="a"><li>three</li></ol>

## Tables

| Left | Right | Middle |
| :--- | ----: | :----: |
| one  | two   | three  |

<table><caption>Raw</caption><tr><th scope="row">a</th><td colspan="2">b</td></tr></table>

> A quotation.
>
> <cite>Someone</cite>

---

<figure markdown="span">
  ![picture](pixel.png)
  <figcaption>Caption</figcaption>
</figure>

<div class="grid cards" markdown>

- one
- two

</div>

<ruby>x<rp>(</rp><rt>y</rt><rp>)</rp></ruby> <del>a</del><ins>b</ins> <details><summary>raw</summary>x</details>

<audio controls src="pixel.png"></audio> <video controls width="20" src="pixel.png"><track src="x.vtt" kind="captions" srclang="en" label="English"></video>
"""
FRONT = """\
---
id: E01
title: A page of features
kind: product
date: 2026-04-14
criteria: [TEA.AC1]
---
"""
UNIT = """\
unit: TEA
title: Make tea
source: {kind: draft}
criteria: [{id: AC1, title: Tea, text: Make tea.}]
"""
COUNT = """
() => [...document.querySelectorAll('.md-content article *, [role=main] *')]
  .filter(it => !it.closest('.crossfolio, .crossfolio-end, .md-source-file, .md-content__button, .md-top'))
  .filter(it => !/^crossfolio/.test(it.className.baseVal ?? it.className))
  .map(it => [it.localName === 'a' && !it.hasAttribute('href') ? 'span' : it.localName,
    ...[...it.attributes].map(a => a.name + '=' + a.value.replace(/[\\s;]*$|\\s+(?!\\S)/g, '')
      .replace(/: /g, ':'))
    .filter(a => !/^(rel|src|href|aria-label|markdown)=/.test(a)
      && !/^(id|name)=__(codelineno|span|code)/.test(a) && !/^data-/.test(a)).sort()].join(' '))
"""


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_features(browser: Browser, small: Callable[..., Site], theme: str) -> None:
    """A page of evidence has every element and attribute that plain MkDocs gives it."""
    pixel = {"docs/evidence/pixel.png": PIXEL, "docs/evidence/x.vtt": "WEBVTT\n"}
    plain = small(
        {
            **pixel,
            "mkdocs.yml": hostile_settings(theme, "search"),
            "docs/evidence/e01.md": PAGE,
            "docs/index.md": "# Home\n",
        }
    )
    ours = small(
        {
            "mkdocs.yml": hostile_settings(theme),
            "criteria/tea.yml": UNIT,
            "evidence/e01.md": FRONT + PAGE,
            "evidence/pixel.png": PIXEL,
            "evidence/x.vtt": "WEBVTT\n",
        }
    )

    with visit(browser, plain.address, scripts=False) as seen:
        expected = Counter(seen.go("evidence/e01/").evaluate(COUNT))
    with visit(browser, ours.address, scripts=False) as seen:
        found = Counter(seen.go("evidence/e01/").evaluate(COUNT))

    assert expected["li class=task-list-item"]
    emoji = "img alt=\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES} class=twemoji title=:smile:"
    assert expected.pop(emoji, 1) == 1  # Its picture lies on another host; it stays as a letter.
    assert found - expected == {}
    assert expected - found == {}
