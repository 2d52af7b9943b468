"""On any contract and any edit: the avenant computed says it all, once, and its replay is the contract edited."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from contratdoc.actes import write_avenant
from contratdoc.avenants.apply import apply_changements
from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.avenants.canonique import Arbre, Canonique
from contratdoc.avenants.changements import Changement, Deplacer
from contratdoc.avenants.compare import compare_contrats
from contratdoc.avenants.from_schema import avenant_de
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.proposer import proposer
from contratdoc.avenants.rejouer import rejouer
from contratdoc.schema.avenant import ModeleAvenant
from contratdoc.schema.from_source import valider
from contratdoc.source.lecteur_yaml import lire_yaml

DEBUT = dt.date(2027, 1, 1)
IDS = st.sampled_from(["emploi", "emploi-1", "emploi-1a", "sante", "caf", "total"])
CLES = st.sampled_from(["libelle", "texte", "titre", "total", "actions", "objectifs", "cœur d'axe", "a/b"])
MOTS = st.lists(
    st.sampled_from(
        [
            "le",
            "comité",
            "se",
            "réunit",
            "deux",
            "trois",
            "fois",
            "par",
            "an",
            "logements",
            "1",
            "454",
            "«",
            "a",
            "»",
            "L'",
        ]
    ),
    max_size=6,
)
TEXTES = MOTS.map(" ".join)


def _nommes(contenus: st.SearchStrategy[Arbre]) -> st.SearchStrategy[Arbre]:
    """A list whose elements are known by their id."""
    element = st.dictionaries(CLES, contenus, max_size=2)
    return st.dictionaries(IDS, element, max_size=4).map(lambda d: [{"id": i, **e} for i, e in d.items()])


ARBRES: st.SearchStrategy[Arbre] = st.recursive(
    TEXTES,
    lambda e: st.one_of(st.lists(e, max_size=3), st.dictionaries(CLES, e, max_size=3), _nommes(e)),
    max_leaves=10,
)
GROUPES = st.dictionaries(CLES, ARBRES, max_size=3)
PARAGRAPHES = st.lists(MOTS.filter(bool).map(" ".join) | st.just("- a\n- b"), max_size=6)


def _parties(ids: set[str]) -> list[Arbre]:
    return [{"id": i, "organisme": f"L'organisme {i}", "qualite": "Présidente"} for i in sorted(ids)]


CONTRAT = st.fixed_dictionaries(
    {"periode": st.sampled_from(["2024-2030", "2024-2032", "2024 à 2031"])},
    optional={"parties": st.sets(IDS).map(_parties), "plan": _nommes(TEXTES)},
)


@st.composite
def sources(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a contract; JSON is YAML."""
    arbres: dict[str, object] = {"modeles/contrat.yaml": draw(CONTRAT)}
    arbres |= {f"contributions/{n}.yaml": draw(GROUPES) for n in draw(st.sets(st.sampled_from(["caf", "mmh"])))}
    arbres["modeles/orientations.yaml"] = {"axes": draw(_nommes(ARBRES))}
    fichiers = {f: json.dumps(a, ensure_ascii=False).encode() for f, a in arbres.items()}
    for nom in draw(st.sets(st.sampled_from(["pilotage", "suivi"]))):
        fichiers[f"modeles/texte/{nom}.md"] = "\n\n".join(draw(PARAGRAPHES)).encode()
    return fichiers


def lire(
    fichiers: dict[str, bytes], avant: Canonique | None = None, retires: frozenset[str] = frozenset()
) -> Canonique:
    lu = canonique_des_sources(fichiers, avant, retires)
    assert lu.valeur is not None, lu.diagnostics
    return lu.valeur


def calculer(numero: int, avant: Canonique, apres: Canonique, effet: dt.date) -> Avenant:
    a = Avenant(numero, Nature.ACTUALISATION, "Actualisation", effet, considerants=("tout change",))
    return replace(a, operations=proposer(avant, apres))


def _sans_voisin(c: Changement) -> Changement:
    """A change but for what a moved block came after, which what the avenant inserts before it may change."""
    return replace(c, ancien_apres=None) if isinstance(c, Deplacer) else c


@given(sources(), sources())
def test_l_avenant_calcule_fait_le_contrat_voulu_et_chaque_changement_a_un_article(
    avant: dict[str, bytes], apres: dict[str, bytes]
) -> None:
    scelle = lire(avant)
    dit = scelle.en_json()
    voulu = lire(apres, scelle)
    a = calculer(1, scelle, voulu, DEBUT)
    changements = compare_contrats(scelle, voulu)
    fait = rejouer(scelle, (a,))

    assert fait.valeur is not None, [d.message for d in fait.diagnostics]
    assert fait.valeur.contrat.en_json() == voulu.en_json()
    assert apply_changements(changements, scelle).en_json() == voulu.en_json()
    assert scelle.en_json() == dit
    en_articles = [_sans_voisin(m.changement) for article in fait.valeur.articles(1) for m in article.modifications]
    attendus = [_sans_voisin(c) for c in changements]
    assert [en_articles.count(c) for c in attendus] == [1] * len(attendus)
    assert len(en_articles) == len(attendus)


@given(sources(), sources())
def test_l_avenant_calcule_se_relit_dans_son_fichier(avant: dict[str, bytes], apres: dict[str, bytes]) -> None:
    scelle = lire(avant)
    a = calculer(1, scelle, lire(apres, scelle), DEBUT)
    if not a.operations:
        return
    arbre = lire_yaml(write_avenant(a).encode(), "contributions/avenants/avenant-1.yaml")
    assert arbre.valeur is not None, arbre.diagnostics
    lu = valider(arbre.valeur, ModeleAvenant)
    assert lu.valeur is not None, lu.diagnostics

    assert avenant_de(lu.valeur, arbre.valeur) == a


@given(st.lists(sources(), min_size=2, max_size=4))
def test_consolider_un_jour_c_est_rejouer_jusqu_a_ce_jour(versions: list[dict[str, bytes]]) -> None:
    scelle = lire(versions[0])
    attendus, avenants = [scelle], list[Avenant]()
    retires: frozenset[str] = frozenset()
    for n, version in enumerate(versions[1:], 1):
        voulu = lire(version, attendus[-1], retires)
        avenants.append(calculer(n, attendus[-1], voulu, DEBUT + dt.timedelta(days=n)))
        jusque_la = rejouer(scelle, avenants)
        assert jusque_la.valeur is not None, [d.message for d in jusque_la.diagnostics]
        retires = jusque_la.valeur.retires
        attendus.append(voulu)
    fait = rejouer(scelle, avenants)

    assert fait.valeur is not None
    assert [fait.valeur.au(DEBUT + dt.timedelta(days=n)).en_json() for n in range(len(versions))] == [
        c.en_json() for c in attendus
    ]
    assert fait.valeur.scelle.en_json() == lire(versions[0]).en_json()


@given(sources())
def test_un_contrat_ne_differe_pas_de_lui_meme(fichiers: dict[str, bytes]) -> None:
    scelle = lire(fichiers)

    assert compare_contrats(scelle, lire(fichiers, scelle)) == ()
    assert lire(scelle.en_sources(), scelle).en_json() == scelle.en_json()
