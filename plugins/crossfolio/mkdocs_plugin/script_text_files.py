"""What the site's scripts say in another language than English: a script that comes before them."""

import json
from collections.abc import Iterator
from gettext import NullTranslations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.core.texts import ENGLISH
from crossfolio.mkdocs_plugin.files import ASSETS, OwnFile
from crossfolio.site.script_texts import script_texts

TEXTS = f"{ASSETS}/crossfolio-texts.js"


def script_text_files(words: NullTranslations, config: MkDocsConfig) -> Iterator[File]:
    """Give the texts as a script, which pages that are files may load; none in English."""
    if words is not ENGLISH:
        texts = json.dumps(script_texts(words), ensure_ascii=False)
        content = f"window.crossfolioTexts = {texts};\n".encode()
        yield OwnFile.generated(config, TEXTS, content=content)
