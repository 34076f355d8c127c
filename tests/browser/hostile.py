"""A portfolio whose every item tries to act on the reader's screen.

Each payload calls `FIRED` with the name of its road, opens a dialog, loads something from
`evil.example`, takes an element of the theme, or poses as something that Crossfolio says.
"""

# ruff: noqa: E501 - what is wrong with a line may be how it goes on

UNIT = """\
unit: BUD
title: 'Buddy <img src=x onerror=FIRED("unit")> & "co" 🫖'
source: {kind: draft}
outcomes:
  - {id: LO1, text: 'Plan <script>FIRED("outcome")</script> ![x](x){ onerror=FIRED(1) }'}
criteria:
  - id: AC1
    title: 'A plan </h3><svg onload=FIRED("criterion")>'
    text: 'Make <b onclick=FIRED("text")>a plan</b> {{ 7*7 }} "quoted" <!-- c -->'
    outcomes: [LO1]
  - {id: AC7, title: Questions, text: 'Ask `<img src=x onerror=FIRED("code")>`', outcomes: [LO1]}
"""

TITLES = {
    "tag": "A <b>bold</b> \"quoted\" 'title' 🫖 of Xanthippe",
    "script": "<script>FIRED('title')</script> Xanthippe",
    "image": "Xanthippe <img src=x onerror=FIRED('title')>",
    "entity": "Xanthippe &lt;img src=x onerror=FIRED('title')&gt; &amp;lt;svg onload=FIRED(1)&amp;gt;",
    "attribute": 'Xanthippe" onmouseover="FIRED(\'title\')" x="',
    "closing": "Xanthippe</title></h1></a><iframe srcdoc='<script>parent.FIRED(1)</script>'>",
    "jinja": "Xanthippe {{ config.site_name }} {% include 'x' %} ${FIRED(1)} `x`",
}

BODIES = {
    "scripts": """\
<script>FIRED("script")</script>
<script src="https://evil.example/x.js"></script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>FIRED("nested")</scr</script>ipt>
<img src=x onerror=FIRED("img")>
<img src="x` `<script>FIRED("tick")</script>"` `>
<img/src=x/onerror=FIRED("slash")>
<body onload=FIRED("body")>
<details ontoggle=FIRED("toggle") open><summary onclick=FIRED("summary")>open</summary>x</details>
<video><source onerror=FIRED("source")></video>
<audio src=x onerror=FIRED("audio")>
<input autofocus onfocus=FIRED("focus")>
<select onfocus=FIRED("select") autofocus><option>x</select>
<textarea autofocus onfocus=FIRED("textarea")></textarea>
<marquee onstart=FIRED("marquee")>x</marquee>
<div onmouseover=FIRED("over") onpointerenter=FIRED("enter") style="position:fixed">hover</div>
<a href="#x" onclick=FIRED("click")>click</a>
<p onanimationstart=FIRED("animation") style="animation: x 1s">x</p>
<object data="javascript:FIRED('object')"></object>
<embed src="javascript:FIRED('embed')">
<template><script>FIRED("template")</script></template>
<?php FIRED("php") ?> <% FIRED("asp") %> <!--[if IE]><script>FIRED("ie")</script><![endif]-->
<!--><script>FIRED("comment")</script>-->
<!--!><img src=x onerror=FIRED("comment2")>-->
<![CDATA[<script>FIRED("cdata")</script>]]>
""",
    "mutations": """\
<svg><style><img src=x onerror=FIRED("svg-style")></style></svg>

<svg></p><style><a id="</style><img src=1 onerror=FIRED('svg-p')>">

<noscript><p title="</noscript><img src=x onerror=FIRED('noscript')>"></noscript>

<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=FIRED('math')&gt;">

<form><math><mtext></form><form><mglyph><style></math><img src onerror=FIRED('form-math')>

<svg><animate onbegin=FIRED("animate") attributeName=x dur=1s></svg>

<svg><a><animate attributeName=href values="javascript:FIRED('values')"/><text x=20 y=20>x</text></a></svg>

<svg><use href="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#x"></use><set attributeName=onclick to=FIRED(1)></svg>

<svg><foreignObject><iframe srcdoc="<script>parent.FIRED('foreign')</script>"></iframe></foreignObject></svg>

<svg><script>FIRED("svg-script")</script><desc><img src=x onerror=FIRED("desc")></desc></svg>

<xmp><p title="</xmp><img src=x onerror=FIRED('xmp')>"></xmp>

<title><p title="</title><img src=x onerror=FIRED('rcdata')>"></title>

<textarea><p title="</textarea><img src=x onerror=FIRED('textarea2')>"></textarea>

<select><template><style><!--</style><a rel="--></style></template></select><img onerror=FIRED('select2') src=x>"></a></template></select>

<p id="a`b" title='x" onmouseover=FIRED("quotes") y="'>quotes</p>

<img alt="<x" title="/><img src=x onerror=FIRED('alt')>" src=x.png>

<table><tr><td><table alt="<table>"><tr><td title="</table></div><img src=x onerror=FIRED('cell')>">x</td></tr></table></td></tr></table>

<img src=x.png alt="<table><th></th></table>">
""",
    "attributes": """\
# Heading { onclick=FIRED("heading") #BUD.AC1 }

## <img src=x onerror=FIRED("toc")> in a heading {: onmouseover="FIRED('h2')" }

## `<img src=x onerror=FIRED("code-heading")>` &lt;img src=x onerror=FIRED("entity-heading")&gt;

## Second {#BUD.AC7}

## Third {#__config}

A paragraph.
{: onclick=FIRED("paragraph") style="position:fixed;inset:0" #crossfolio-claims .crossfolio-decision }

![picture](pixel.png){ onerror=FIRED("attr") onload=FIRED("load") srcset="https://evil.example/a.png 2x" }

![x](missing.png){ onerror=FIRED("attr2") }

![alt "><img src=x onerror=FIRED('alt')>](pixel.png "title"onerror=FIRED(1)")

[link](pixel.png){ onclick=FIRED("link") target=_top download ping=https://evil.example/ping }

*emphasis*{ onmouseover=FIRED("em") .md-dialog .mermaid }

- item
{: onclick=FIRED("item") }

| a | b |
| - | - |
| x{ onclick=FIRED("td") } | <img src=x onerror=FIRED("td2")> |
""",
    "links": """\
[1](javascript:FIRED(1)) [2](JaVaScRiPt:FIRED(2)) [3](java&#115;cript:FIRED(3))
[4](&#x6A;avascript:FIRED(4)) [5](<java\tscript:FIRED(5)>) [6](&#1;javascript:FIRED(6))
[7](javascript&colon;FIRED(7)) [8][ref] [9](vbscript:FIRED(9))
[10](data:text/html,<script>FIRED(10)</script>) <javascript:FIRED(11)>
[12](%6Aavascript:FIRED(12)) [13](java%0Ascript:FIRED(13))
<a href="java&Tab;script:FIRED(14)">14</a> <a href="&NewLine;javascript&colon;FIRED(15)">15</a>
<a href="\x0bjavascript:FIRED(16)">16</a> <a href=javascript&#0000058FIRED(17)>17</a>
<a href="javascript://evil.example/%0aFIRED(18)">18</a> <a href="feed:javascript:FIRED(19)">19</a>
<a xlink:href="javascript:FIRED(20)">20</a> <svg><a xlink:href="javascript:FIRED(21)"><text>21</text></a></svg>
<a href="blob:https://evil.example/x">22</a> <a href="filesystem:x">23</a> <a href="view-source:x">24</a>
<area href="javascript:FIRED(25)" alt=x> <a href="jav&#x0A;ascript:FIRED(26)">26</a>
[27](https://example.org/ "allowed") [28](mailto:someone@example.org)

[ref]: javascript:FIRED(8)
""".replace("\\t", "\t"),
    "loads": """\
![a](https://evil.example/a.png) ![b](//evil.example/b.png) ![c](HTTPS://evil.example/c.png)

<img src="/\\evil.example/d.png"> <img src="\\\\evil.example/e.png"> <img src="\\/evil.example/f.png">
<img src="/&#9;/evil.example/g.png"> <img src="ht&#9;tps://evil.example/h.png">
<img src="&#1;https://evil.example/i.png"> <img src=" https://evil.example/j.png">
<img src="https:evil.example/k.png"> <img src="&#10;//evil.example/l.png"> <img src="http&#58;//evil.example/m.png">
<img src=x.png srcset="https://evil.example/n.png 1x"> <picture><source srcset=//evil.example/o.png><img src=x.png></picture>
<video src="https://evil.example/p.mp4" poster="https://evil.example/q.png" autoplay></video>
<audio src="//evil.example/r.mp3" autoplay></audio> <video><track src="//evil.example/s.vtt" default></video>
<iframe src="https://evil.example/t"></iframe> <frame src="//evil.example/u"> <portal src="//evil.example/v"></portal>
<link rel=stylesheet href="https://evil.example/w.css"> <link rel=preload as=image href=//evil.example/x.png>
<style>@import "https://evil.example/y.css"; body{background:url(//evil.example/z.png)}</style>
<p style="background:url(//evil.example/aa.png)">x</p> <table background="//evil.example/bb.png"><tr><td>x</table>
<body background="//evil.example/cc.png"> <input type=image src="//evil.example/dd.png">
<object data="//evil.example/ee.swf"></object> <embed src="//evil.example/ff.swf"> <bgsound src=//evil.example/gg>
<svg><image href="//evil.example/hh.png"/><feImage href="//evil.example/ii.png"/></svg>
<base href="https://evil.example/"> <meta http-equiv=refresh content="0;url=https://evil.example/jj">
<form action="https://evil.example/kk"><button formaction="//evil.example/ll">x</button></form>
<div style="text-align:center;background-image:url(//evil.example/mm.png)">x</div>
<img src="data:image/svg+xml,<svg onload=FIRED(1)>"> <img src="file:///etc/passwd">
<a href=x.png><img src="ftp://evil.example/x"></a> <div class=mermaid>graph TD; A-->B</div>

```mermaid
graph TD; A["<img src=x onerror=FIRED('mermaid')>"] --> B
```

<pre class="mermaid"><code>graph TD; A--&gt;B</code></pre>
""",
    "poses": """\
<div class="crossfolio crossfolio-decision" role="alert"><p><strong>Decision D99:</strong> competent</p></div>
<section class="CROSSFOLIO-claims md-banner md-dialog md-header" aria-label="Decision">x</section>
<span class="crossfolio-end" hidden></span>
</div></article></main><div class="crossfolio-evidence">after</div>
<h1 id="crossfolio-claims">Assessor decision: competent</h1>
<a class="crossfolio-mark" id="BUD.AC7" href="#">BUD.AC7</a> <a class=" crossfolio-badge" data-state=accepted>Accepted</a>
<p id="__config">{"base": "https://evil.example"}</p> <input id="__search" type=checkbox checked name="__search">
<label for="__search">search</label> <label for="__drawer">drawer</label> <label for="__palette_0">palette</label>
<input type=radio name="__palette" id="__palette_9"> <input type=checkbox id="__drawer" checked>
<a id="__toc" name="__md_scope">x</a> <div id="__md_get" data-md-component="search">x</div>
<div id="mkdocs-search-results" class="modal show fixed-top position-fixed">x</div> <p id="mkdocs_search_modal">x</p>
<p data-md-component="announce" data-md-color-scheme="x">x</p> <div id="mkdocs-search-query" data-bs-toggle="modal">x</div>
<a id="document"></a><a id="location"></a><a id="body"></a><a id="base_url" href="//evil.example">x</a>
<div role="dialog" aria-modal="true">dialog</div> <div class="tooltip dropdown-menu show navbar">x</div>
<dialog open>dialog</dialog> <div popover id=pop>x</div> <button popovertarget=pop>x</button>
<div contenteditable>x</div> <p accesskey=s tabindex=1 slot=x is=x-y>x</p> <x-custom>x</x-custom>
""",
    "marks": """\
# A mark in a heading [BUD.AC7] {#forged}

\U000f0000 \U000f0001 \U000f0002 &#983040; &#xF0001; \U000ffffd \ue000

A true one [BUD.AC1], `one in code [BUD.AC1]`, ![alt [BUD.AC7] text](pixel.png "title [BUD.AC7]").

<p title="[BUD.AC7] \U000f0000 &#983040;">in an attribute</p> [a link [BUD.AC1]](pixel.png)

<a href="x[BUD.AC7]">in an address</a> <a href="x\U000f0000">x</a> <img alt="&#xF0000;" src=x.png>

<span class="crossfolio-end" hidden></span> [BUD.AC1]{ onclick=FIRED("mark") } [BUD.AC7](javascript:FIRED("mark"))

[BUD.AC7]: javascript:FIRED('mark-reference')
""",
    "syntax": """\
{{ config }} {% raw %} {{ ''.__class__.__mro__ }} ${FIRED("jinja")} #{FIRED(1)} {{constructor.constructor('FIRED(1)')()}}

{% include "../../mkdocs.yml" %} {% import os %}

:::crossfolio.mkdocs_plugin

!!! note "<img src=x onerror=FIRED('admonition')>"

    Text <img src=x onerror=FIRED("in-admonition")>

??? danger "<script>FIRED('details')</script>"

    Text

!!! crossfolio-decision md-banner mermaid "Assessor decision"

    Competent.

=== "<img src=x onerror=FIRED('tab')>"

    Tab

=== "Two"

    Tab

- [ ] <img src=x onerror=FIRED("task")>
- [x] done

Term <img src=x onerror=FIRED("term")>
:   Definition <img src=x onerror=FIRED("definition")>

A footnote[^1] and another[^<img src=x onerror=FIRED('fnref')>].

[^1]: <img src=x onerror=FIRED("footnote")> [x](javascript:FIRED('fn'))

The ABBR is here, and [a link](pixel.png "<img src=x onerror=FIRED('tooltip')>"), and `code`.

<abbr title="&lt;img src=x onerror=FIRED('abbr2')&gt;">abbr</abbr> <p title="<svg onload=FIRED('ptitle')>">p</p>

*[ABBR]: <img src=x onerror=FIRED("abbr")>

``` { .python title="<img src=x onerror=FIRED('fence')>" onclick=FIRED("fence2") linenums="1" }
x = 1 # <img src=x onerror=FIRED("annotation")>
```

``` yaml
key: value # (1)!
```

1.  <img src=x onerror=FIRED("annotate")> [x](javascript:FIRED('annotate'))

++ctrl+alt+"<img src=x onerror=FIRED('key')>"++ :smile: :material-account: <img src=x onerror=FIRED("emoji")>

<div markdown onclick=FIRED("md") class="grid cards">

- <img src=x onerror=FIRED("in-html")> *x*{ onclick=FIRED("in-html2") }

</div>
""",
}

KEYS = """\
template: sitemap.xml
hide: [navigation, toc]
search: {exclude: true, boost: 99}
description: '"><script>FIRED("description")</script>'
author: '"><script>FIRED("author")</script>'
icon: '../../../../etc/passwd'
tags: ['<img src=x onerror=FIRED("tag")>']
status: '<img src=x onerror=FIRED("status")>'
redirect: https://evil.example
"""

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='FIRED(1)'><script>FIRED(1)</script></svg>"


def _item(id: str, title: str, body: str, more: str = "") -> str:
    quoted = title.replace("'", "''")
    return (
        f"---\nid: {id}\ntitle: '{quoted}'\nkind: product\ndate: 2026-04-14\n"
        f"criteria: [BUD.AC1, BUD.AC7]\n{more}---\n{body}"
    )


ITEMS = {
    **{f"b-{name}": _item(f"B-{name}", name, body) for name, body in BODIES.items()},
    **{
        f"t-{name}": _item(f"T-{name}", title, "Text with onerror, FIRED and script in it.\n")
        for name, title in TITLES.items()
    },
    "keys": _item("keys", "Keys of the theme", "Text.\n", KEYS),
    "files": _item(
        "files",
        "Files",
        '![a](<a\'s &#38; (b)+c=d.png>) [svg](x.svg) [html](x.html) ![x](<"q"<b>.png>)\n',
        "attachments: ['a''s & (b)+c=d.png', x.svg, x.html, fake.png, '\"q\"<b onclick=x>.png']\n",
    ),
    **{name: _item(name, f"Called {name}", "Text.\n") for name in ("404", "search", "index")},
}

HOSTILE: dict[str, str | bytes] = {
    "criteria/bud.yml": UNIT,
    **{f"evidence/{name}.md": text for name, text in ITEMS.items()},
    "evidence/pixel.png": PIXEL,
    "evidence/a's & (b)+c=d.png": PIXEL + b"",
    'evidence/"q"<b onclick=x>.png': PIXEL,
    "evidence/x.svg": SVG,
    "evidence/x.html": "<script>FIRED('html')</script>",
    "evidence/fake.png": SVG,
    "docs/index.md": "# Home\n",
}
SHOWN = tuple(name for name in ITEMS if name != "404")
"""The items that have a page."""

EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {anchor_linenums: true}
  - pymdownx.keys
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""
FEATURES = (
    "content.action.view, content.code.annotate, content.code.copy, content.code.select, "
    "content.footnote.tooltips, content.tabs.link, content.tooltips, navigation.footer, "
    "navigation.instant, navigation.instant.preview, navigation.path, navigation.sections, "
    "navigation.top, navigation.tracking, search.highlight, search.share, search.suggest, toc.follow"
)
THEMES = {
    "material": f"theme: {{name: material, font: false, features: [{FEATURES}]}}\n",
    "mkdocs": "theme: {name: mkdocs, highlightjs: false}\n",
}


def hostile_settings(theme: str, plugins: str = "search, crossfolio") -> str:
    """Return settings with everything on that gives evidence a chance to act."""
    head = f"site_name: Hostile\nsite_url: ADDRESS\nplugins: [{plugins}]\n"
    return head + THEMES[theme] + EXTENSIONS
