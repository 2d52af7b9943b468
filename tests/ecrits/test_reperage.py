"""The passages that hold some letters are the ones that a plain search finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.reperage import passages_avec

TEXTES = st.lists(st.text(alphabet="ab 1", max_size=8), max_size=8)
MORCEAUX = st.lists(st.sampled_from(["ab", "b", "aa", "a "]), max_size=3)


@given(TEXTES, MORCEAUX, st.sampled_from([None, "1", "[ab]"]))
def test_le_reperage_est_une_recherche(textes: list[str], morceaux: list[str], suite: str | None) -> None:
    passages = [Passage(t, Nature.PARAGRAPHE, ((0, Place("x", i + 1, 1)),)) for i, t in enumerate(textes)]
    trouves = passages_avec(passages, morceaux, re.compile(suite) if suite else None)
    motif = re.compile("|".join(f"{re.escape(m)}(?={suite or ''})" for m in morceaux) or "(?!)")

    # Stretches that overlap themselves are looked for one after the other, as they are in a text.
    assert {p.ligne for p in trouves} <= {p.ligne for p in passages if motif.search(p.texte)}
    if suite is None:
        assert trouves == [p for p in passages if motif.search(p.texte)]
