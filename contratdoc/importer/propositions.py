"""What the text offers to `faits.yaml` and `lexique.yaml`: figures with a unit and a place, names, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.noms.sigles import analyse_des_sigles
from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.nombres import ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de
from contratdoc.importer.noms import Noms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit, Passage
    from contratdoc.ecrits.nombres import NombreLu
    from contratdoc.importer.fiche import FicheLue
    from contratdoc.source.arbre import Valeur

_UNITES = frozenset(
    [
        "habitants",
        "habitant",
        "ménages",
        "ménage",
        "logements",
        "logement",
        "emplois",
        "emploi",
        "actifs",
        "demandeurs",
        "allocataires",
        "entreprises",
        "associations",
        "enfants",
        "élèves",
        "jeunes",
        "personnes",
        "familles",
        "communes",
        "hectares",
        "médecins",
        "décès",
        "%",
        "€",
    ]
)
_ANNEE = re.compile(r"\b(?:en|au|de|depuis|fin|recensement)\s+(?:\d{1,2}\s\w+\s)?((?:19|20)\d{2})\b")
_LIBELLE_MAX = 110
_AGGLOMERATION = re.compile(r"\b(?:agglomération|territoire intercommunal|intercommunalité|EPCI)\b", re.IGNORECASE)
_MAX = 400


@dataclass(frozen=True, slots=True)
class FaitPropose:
    """A figure that the text gives, with how sure its reading is."""

    id: str
    libelle: str
    valeur: str
    unite: str
    perimetre: str
    annee: str
    ligne: int
    confiance: float


def proposer_les_faits(ecrit: Ecrit, fiche: FicheLue) -> list[FaitPropose]:
    """Read the figures that have a unit, and a place in the same sentence.

    Args:
        ecrit: The document.
        fiche: Its places.

    Returns:
        The figures, in order; four hundred at most.
    """
    lieux = [*(q.nom for q in fiche.quartiers), *fiche.communes]
    noms = Noms()
    trouves: list[FaitPropose] = []
    vus: set[tuple[str, str, str]] = set()
    for p in ecrit.passages:
        if p.nature in (Nature.PARAGRAPHE, Nature.ELEMENT):
            for phrase, n in _chiffres(p):
                fait = _fait(phrase, n, lieux, p.ligne, noms)
                cle = (fait.valeur, fait.unite, fait.perimetre) if fait is not None else ("", "", "")
                if fait is not None and cle not in vus:
                    vus.add(cle)
                    trouves.append(fait)
        if len(trouves) >= _MAX:
            break
    return trouves


def _chiffres(p: Passage) -> Iterator[tuple[str, NombreLu]]:
    for n in nombres_de(p.texte):
        if n.unite in _UNITES and not n.annee:
            debut, fin = next((d, f) for d, f in phrases_de(p.texte) if d <= n.debut < f)
            yield p.texte[debut:fin].strip(), n


def _fait(phrase: str, n: NombreLu, lieux: Sequence[str], ligne: int, noms: Noms) -> FaitPropose | None:
    cites = [lieu for lieu in lieux if lieu in phrase]
    perimetre = cites[0] if len(cites) == 1 else "agglomération" if not cites and _AGGLOMERATION.search(phrase) else ""
    if not perimetre:
        return None
    annees = _ANNEE.findall(phrase)
    libelle = phrase if len(phrase) <= _LIBELLE_MAX else phrase[:_LIBELLE_MAX].rpartition(" ")[0] + "…"
    seul = len([x for x in nombres_de(phrase) if not x.annee]) == 1
    confiance = 0.5 + 0.2 * (len(cites) == 1) + 0.2 * seul
    nom = noms.donner(f"{n.unite} {perimetre} {annees[0] if len(annees) == 1 else ''}".replace("%", "part"), "fait")
    annee = annees[0] if len(annees) == 1 else ""
    return FaitPropose(nom, libelle, ecrire(n.valeur), n.unite, perimetre, annee, ligne, round(confiance, 2))


def en_faits(proposes: Sequence[FaitPropose]) -> str:
    """Write `faits.yaml`: no fact yet, and each proposal behind `#`, to be chosen by a person.

    Args:
        proposes: The figures.

    Returns:
        The file.
    """
    lignes = [
        "# yaml-language-server: $schema=schemas/faits.json",
        "# Les chiffres cités dans le texte : « {{ faits.identifiant }} » imprime la valeur.",
        "# Chaque chiffre proposé plus bas vient du document importé : retirez le « # » de ses lignes pour le citer,",
        "# et remplacez « faits: {} » par « faits: ».",
        "faits: {}",
    ]
    for f in proposes:
        lignes.append(f"#   # Ligne {f.ligne} du document ; confiance {f.confiance:.1f}".replace(".", ",", 1))
        champs = (("libelle", f.libelle), ("valeur", f.valeur), ("unite", f.unite), ("perimetre", f.perimetre))
        lignes.append(f"#   {f.id}:")
        lignes += [f"#     {cle}: {_citer(valeur)}" for cle, valeur in (*champs, ("annee", f.annee)) if valeur]
    return "\n".join(lignes) + "\n"


def _citer(texte: str) -> str:
    return "'" + texte.replace("'", "''") + "'" if re.search(r"[:#\[\]{}'\"%&*!|>]|^\W", texte) else texte


# --- lexicon --------------------------------------------------------------------------------------------------------


def en_lexique(ecrit: Ecrit, fiche: FicheLue, partenaires: Sequence[str]) -> dict[str, Valeur]:
    """Write the names and the acronyms that the document defines.

    Args:
        ecrit: The document.
        fiche: Its places.
        partenaires: The names of the contributors.

    Returns:
        The content of `lexique.yaml`.
    """
    quartiers = [q.nom for q in fiche.quartiers]
    paires = (("commune", fiche.communes), ("quartier", quartiers), ("partenaire", [fiche.territoire, *partenaires]))
    connus: set[str] = set()
    noms: list[Valeur] = []
    for nature, siens in paires:
        for nom in siens:
            if nom.casefold() not in connus and "à compléter" not in nom:
                connus.add(nom.casefold())
                noms.append({"nom": nom, "nature": nature})
    definitions: dict[str, str] = {}
    for d in analyse_des_sigles(ecrit).definitions:
        if d.sens:
            definitions.setdefault(d.sigle, d.sens)
    sigles: list[Valeur] = [{"sigle": s, "sens": sens} for s, sens in sorted(definitions.items())]
    return {"noms": noms, "sigles": sigles}
