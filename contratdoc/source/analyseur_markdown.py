"""markdown-it set to our subset of CommonMark."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

NIVEAUX_MAX = 16
"""Levels of lists and quotations, two a list; deeper is refused."""
_ECHAPPABLES = frozenset("*_[]{}#>+-.|!")


def _echappement(state: StateInline, silent: bool) -> bool:
    r"""Read `\*` as `*` before a mark of our subset only, so that any other backslash comes out as typed."""
    suivant = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or suivant not in _ECHAPPABLES or not suivant:
        return False
    if not silent:
        state.pending += suivant
    state.pos += 2
    return True


@cache
def analyseur() -> MarkdownIt:
    """Return the parser of our subset: the rules that are not admitted are off, or are read and then refused."""
    md = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    md.disable(["code", "reference", "html_block", "html_inline", "lheading", "entity"])
    # Deeper text would be dropped without a word: a little more is parsed, then refused.
    md.options["maxNesting"] = 2 * NIVEAUX_MAX
    md.inline.ruler.at("escape", _echappement)
    md.core.ruler.disable(["normalize", "text_join", "footnote_tail"], ignoreInvalid=True)
    # Link addresses are checked here, with a diagnostic, instead of being left as text without a word.
    md.validateLink = _admettre  # type: ignore[assignment, method-assign]  # documented as a hook to replace
    md.normalizeLink = str  # type: ignore[assignment, method-assign]  # idem
    return md


def _admettre(_: str) -> bool:
    return True
