"""Templates that speak a language: their own sentences, and the texts that they are given."""

from collections.abc import Callable, Iterable
from functools import partial
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, pass_eval_context
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from crossfolio.core.texts import ENGLISH, said

_OF_LETTERS = ("capitalize", "lower", "title", "trim", "upper")
"""Filters that make another string of one, and so of a text in its language."""


def speak(env: Environment, words: NullTranslations) -> None:
    """Have templates say everything in a language.

    `{% trans item=one.id %}Evidence {{ item }}{% endtrans %}` and `_("Evidence %(item)s",
    item=one.id)` look a sentence up and fill it in; what stands in it is escaped as it is
    anywhere else. A `Text` among the values is said in the language as well, wherever it stands;
    in English that is what it is.

    Source: the documentation of Jinja, "i18n Extension", with "newstyle" functions.
    """
    env.policies["ext.i18n.trimmed"] = True
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    gettext = pass_eval_context(partial(_gettext, words))
    env.globals.update(gettext=gettext, _=gettext)
    env.globals["ngettext"] = pass_eval_context(partial(_ngettext, words))
    env.filters["said"] = partial(_in_language, words)
    if words is ENGLISH:  # Templates are compiled alike for all languages, and kept so.
        env.finalize = _as_it_is
        return
    env.filters["join"] = pass_eval_context(partial(_join, words, env.filters["join"]))
    for name in _OF_LETTERS:
        env.filters[name] = partial(_filtered, words, env.filters[name])
    env.finalize = partial(_in_language, words)


def _gettext(
    words: NullTranslations, context: EvalContext, pattern: str, /, **values: object
) -> str:
    found = words.gettext(pattern)
    return _filled(found, words, context, values)


def _ngettext(
    words: NullTranslations,
    context: EvalContext,
    one: str,
    several: str,
    n: int,
    /,
    **values: object,
) -> str:
    found = words.ngettext(one, several, n)
    return _filled(found, words, context, {"num": n, **values})


def _filled(
    found: str, words: NullTranslations, context: EvalContext, values: dict[str, object]
) -> str:
    """Fill a sentence in as `str` or, where that escapes, as `Markup`."""
    if words is not ENGLISH:
        values = {name: _in_language(words, value) for name, value in values.items()}
    if not context.autoescape:
        return found % values
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(found % escaped)  # noqa: S704 - a sentence of ours, and its values escaped


def _join(
    words: NullTranslations,
    plain: Callable[..., str],
    context: EvalContext,
    parts: Iterable[object],
    between: str = "",
    attribute: str | int | None = None,
) -> str:
    if attribute is not None:
        parts = map(make_attrgetter(context.environment, attribute), parts)
    return plain(context, [_in_language(words, part) for part in parts], between)


def _filtered(words: NullTranslations, plain: Callable[..., str], text: Any, *args: Any) -> str:  # noqa: ANN401 - as Jinja's
    return plain(_in_language(words, text), *args)


def _as_it_is(value: object) -> object:
    return value


def _in_language(words: NullTranslations, value: object) -> object:
    return said(value, words) if isinstance(value, str) else value
