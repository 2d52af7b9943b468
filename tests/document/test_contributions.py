"""Nothing that a partner writes is lost: every text and figure of a contribution is somewhere in the document."""

from __future__ import annotations

import json
import typing
from itertools import count
from typing import Any, Literal

import pytest
from cas_de_liaison import dire, remplacer, verifier
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from rendu_texte import rendre

from contratdoc.document.from_contrat import assembler
from contratdoc.schema.champs import _exemple, _type
from contratdoc.schema.natures import NATURES
from contratdoc.schema.nombres import Echeance
from contratdoc.source.prose import Prose

NON_IMPRIMES = {
    "contact": "the skeleton tells the partner that it is not printed",
    "nature": "says which schema applies",
    "statut": "shown only in a draft",
    "sigle": "a short name for the texts that cite it; in its own contribution only a landlord's is used",
    "quartiers_total": "equal to the computed total of the table (CD402)",
}
REFERENCES = {"quartiers": "Quartier Nord", "quartier": "Quartier Nord", "objectifs": "objectif 1.a"}
PLAN = remplacer("modeles/contrat.yaml", "[mission, logis]", "[mission, logis, essai]")


class _Generateur:
    """Fills a record with texts and figures that occur nowhere else, and remembers what must be printed."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.rang = count(1)
        self.attendus: list[tuple[str, str]] = []

    def mot(self) -> str:
        lettres = "".join(chr(ord("a") + int(c)) for c in f"{next(self.rang):04d}")
        return f"mot{lettres}fin"

    def modele(self, modele: type[BaseModel], chemin: str = "") -> dict[str, Any]:
        sortie: dict[str, Any] = {}
        for nom, info in modele.model_fields.items():
            if info.is_required() or self.draw(st.booleans()):
                sortie[nom] = self.champ(nom, info.annotation, tuple(info.metadata), f"{chemin}.{nom}")
        return sortie

    def champ(self, nom: str, annotation: Any, metadonnees: tuple[Any, ...], chemin: str) -> Any:
        interieur, multiple, metadonnees = _type(annotation, metadonnees)
        if not multiple:
            return self.valeur(nom, interieur, metadonnees, chemin)
        minimum = 1 if nom == "objectifs" else 0
        taille = 1 if nom in REFERENCES else self.draw(st.integers(minimum, 2))
        return [self.valeur(nom, interieur, metadonnees, f"{chemin}[{i}]") for i in range(taille)]

    def valeur(self, nom: str, type_: Any, metadonnees: tuple[Any, ...], chemin: str) -> Any:
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            return self.modele(type_, chemin)
        if typing.get_origin(type_) is Literal:
            return self.draw(st.sampled_from(typing.get_args(type_)))
        if typing.get_origin(type_) is dict:
            return {t: self.attendre(chemin, str(self.nombre())) for t in ("T1", "T6")}
        if nom in REFERENCES:
            self.attendus.append((chemin, REFERENCES[nom]))
            return "nord" if "quartier" in nom else "emploi-1a"
        if type_ is Prose:
            mots = [self.attendre(chemin, self.mot()) for _ in range(4)]
            return f"{mots[0]} **{mots[1]}**\n\n- {mots[2]}\n\n> {mots[3]}\n"
        if type_ is Echeance:
            annee = self.draw(st.integers(2024, 2030))
            return self.attendre(chemin, str(annee))
        if type_ is str and (exemple := _exemple(metadonnees)):
            if exemple.startswith("http"):
                return self.attendre(chemin, f"https://{self.mot()}.fr")
            return f"id-{next(self.rang)}"
        return self.feuille(type_, metadonnees, chemin)

    def feuille(self, type_: Any, metadonnees: tuple[Any, ...], chemin: str) -> str:
        exemple = _exemple(metadonnees)
        if type_ is str:
            pieges = st.sampled_from(["", " {{ x }}", " & <w:p>", " *", " #", " [^1]", " \\"])
            return self.attendre(chemin, self.mot() + self.draw(pieges))
        if "/" in exemple:
            return "31/12/2022"
        valeur = str(self.nombre())
        self.attendre(chemin, valeur)
        return valeur + (" €" if "€" in exemple else " %" if "%" in exemple else "")

    def nombre(self) -> int:
        return 10_000 + 7 * next(self.rang)

    def attendre(self, chemin: str, texte: str) -> str:
        self.attendus.append((chemin, texte))
        return texte


def _coherent(valeur: Any) -> Any:
    """Leave out of a programme the number of dwellings that its detail gives again (CD404)."""
    if isinstance(valeur, dict):
        detaille = "collectifs" in valeur or "individuels" in valeur
        return {c: _coherent(v) for c, v in valeur.items() if not (detaille and "type" in valeur and c == "logements")}
    return [_coherent(v) for v in valeur] if isinstance(valeur, list) else valeur


def _nu(texte: str) -> str:
    """Letters and digits alone: typography changes spaces, apostrophes and signs, never these."""
    return "".join(c for c in texte.casefold() if c.isalnum())


@pytest.mark.parametrize("nature", NATURES)
def test_chaque_texte_et_chaque_chiffre_est_imprime(nature: str) -> None:
    champs_vus: set[str] = set()

    # Not shrunk: the message names the field, and shrinking whole contributions takes minutes.
    @settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
    @given(st.data())
    def propriete(data: st.DataObject) -> None:
        generateur = _Generateur(data.draw)
        brut = generateur.modele(NATURES[nature])
        donnees = _coherent({**brut, "id": "essai", "nature": nature, "statut": "validé"})
        fichier = json.dumps(donnees, ensure_ascii=False)
        obtenu = verifier({**PLAN, "contributions/essai.yaml": fichier})
        assert obtenu.contrat is not None, dire(obtenu.diagnostics)
        document = assembler(obtenu.contrat).valeur
        assert document is not None
        # Its own pages and the cover: what the rest of the contract says must not stand for it.
        lignes = rendre(document).split("\n")
        debut = next(i for i, ligne in enumerate(lignes) if ligne.endswith("#contribution-essai"))
        siennes = lignes[debut : lignes.index("(paysage)")]
        rendu = _nu("\n".join(siennes) + " ".join(document.couverture.contributeurs))

        for chemin, texte in generateur.attendus:
            pas = chemin.replace("[", ".").split(".")
            if set(pas) & NON_IMPRIMES.keys() or (pas[-1] == "logements" and ".programmes" in chemin):
                continue
            champs_vus.add(pas[1])
            assert _nu(texte) in rendu, f"{chemin} : {texte}"

    propriete()
    assert len(champs_vus) >= 5


@pytest.mark.parametrize("detail", [False, True])
def test_les_logements_d_un_programme_sans_detail_restent_a_cote_d_un_autre_detaille(detail: bool) -> None:
    autre = (
        "{type: accession, commune: Bercy, collectifs: 8}"
        if detail
        else "{type: accession, commune: Bercy, logements: 8}"
    )
    programmes = f"programmes:\n  - {autre}\n  - {{type: accession, commune: Aubry, logements: 4321}}\n"
    texte = remplacer("contributions/logis.yaml", "programmes:\n", f"{programmes}X")["contributions/logis.yaml"]
    document = verifier({"contributions/logis.yaml": texte[: texte.index("X")]}).document
    assert document is not None

    assert "4¦321" in rendre(document)
    assert "4¦329" in rendre(document)  # the total counts both


def test_les_titres_d_une_rubrique_libre_sont_sous_le_sien() -> None:
    rubrique = "rubriques:\n  - titre: Parcours\n    texte: |\n      # Étape\n\n      Un texte.\n"
    mission = remplacer("contributions/mission.yaml", "    echeance: 2025\n", f"    echeance: 2025\n{rubrique}")
    document = verifier(mission).document
    assert document is not None

    assert "#### b Parcours #parcours" in rendre(document)
    assert "##### Étape #etape" in rendre(document)


def test_des_contributions_sans_titre_au_dessus_d_elles_prennent_sa_place() -> None:
    titre = (
        "      - titre: Engagements des partenaires\n        id: annexe-1\n        numerotation: annexe\n        contri"
    )
    document = verifier(remplacer("modeles/contrat.yaml", titre, "      - contri")).document
    assert document is not None

    assert "\n## 1 Contribution de la mission locale #contribution-mission\n" in rendre(document)
    assert "\n### A Engagements #engagements\n" in rendre(document)


def test_une_section_dit_son_quartier_sauf_si_son_titre_le_dit() -> None:
    """A reference may be printed elsewhere too: the property above cannot see this one alone."""
    sections = "sections:\n  - {titre: Le centre, quartier: nord}\n  - {titre: Autour du Quartier Sud, quartier: sud}\n"
    entete = "nature: commune\nid: essai\nnom: Aubry\ntitre: Contribution d'Aubry\nstatut: validé\n"
    document = verifier({**PLAN, "contributions/essai.yaml": entete + sections}).document
    assert document is not None
    rendu = rendre(document).split("#contribution-essai")[1].split("(paysage)")[0]

    assert "Le centre #le-centre\n[attache] Quartier concerné⍽: Quartier Nord\n" in rendu
    assert rendu.count("Quartier Sud") == 1
