"""Two contracts compared: the changes found, applied to the first, give the second; none where nothing changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contratdoc.avenants.apply import apply_changements
from contratdoc.avenants.canonique import Arbre, Bloc, Canonique
from contratdoc.avenants.compare import compare_contrats

MOTS = st.sampled_from(["a", "b", "c", "d", "e"])
FEUILLES = st.one_of(st.text("xyz", max_size=3), st.none())


def _elements(contenus: st.SearchStrategy[Arbre]) -> st.SearchStrategy[Arbre]:
    """A list whose elements are known by their id."""
    noms = st.lists(MOTS, unique=True, max_size=5)
    return noms.flatmap(
        lambda ids: st.tuples(
            *[st.dictionaries(MOTS, contenus, max_size=2).map(lambda d, i=i: {"id": i, **d}) for i in ids]
        )
    ).map(list)


ARBRES = st.recursive(
    FEUILLES,
    lambda e: st.one_of(st.lists(e, max_size=3), st.dictionaries(MOTS, e, max_size=4), _elements(e)),
    max_leaves=12,
)
BLOCS = st.lists(MOTS, unique=True, max_size=5).flatmap(
    lambda ids: st.tuples(*[st.builds(Bloc, st.just(i), st.text("xyz", max_size=3)) for i in ids])
)
CONTRATS = st.builds(
    Canonique,
    st.dictionaries(st.sampled_from(["f.yaml", "g.yaml"]), st.dictionaries(MOTS, ARBRES, max_size=3)),
    st.dictionaries(st.sampled_from(["t.md", "u.md"]), BLOCS),
)


@given(CONTRATS, CONTRATS)
def test_ce_qui_change_applique_au_premier_donne_le_second(avant: Canonique, apres: Canonique) -> None:
    scelle = avant.en_json()

    assert apply_changements(compare_contrats(avant, apres), avant).en_json() == apres.en_json()
    assert avant.en_json() == scelle


@given(CONTRATS)
def test_rien_ne_change_entre_un_contrat_et_lui_meme(contrat: Canonique) -> None:
    assert compare_contrats(contrat, contrat) == ()
