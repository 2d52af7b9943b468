"""Tables and lists of a social landlord to typed fields: stock by commune, programmes, occupancy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Passage, TableauEcrit
from contratdoc.ecrits.nombres import nombres_de
from contratdoc.ecrits.ressemblance import mots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.importer.unites import Unite
    from contratdoc.source.arbre import Valeur

_MAJ = r"[A-ZÀ-Ý][\w'’]*(?:[ -](?:(?:la|le|les|de|du|des|en|sur|sous|aux?)[ -])?[A-ZÀ-Ý][\w'’]+){0,4}"
_A_LIEU = re.compile(rf"(\d[\d  .]*)\s*(?:logements\s+)?(?:à|au|aux)\s+({_MAJ})")
_LIEU_DEUX_POINTS = re.compile(rf"({_MAJ})(?:\s*\([^()]*\))?\s*:\s*(\d[\d  .]*)\s*(?:logements?)?\.?")
_TOTAL = re.compile(r"(\d[\d  .]*)\s+logements\b")
_COLLECTIFS = re.compile(r"(\d[\d  .]*)\s+(?:logts?|logements)\s+collectifs")
_TYPES = (
    ("réhabilitation en cours", re.compile(r"rehabilitation.*\ben cour")),
    ("réhabilitation à venir", re.compile(r"rehabilitation.*\b(?:a venir|projet|programme|etude)")),
    ("accession", re.compile(r"\baccession\b")),
    ("locatif neuf", re.compile(r"\blocatif\b")),
)
_NEUF = re.compile(r"\bneu(?:f|ve)\b")
_COLONNES = (
    ("livraison", re.compile(r"\blivraison")),
    ("travaux", re.compile(r"\btravau")),
    ("observations", re.compile(r"\bobservation")),
    ("adresse", re.compile(r"\badresse")),
    ("nom", re.compile(r"\bnom du pro|\bprogramme")),
    ("collectifs", re.compile(r"^(?:logement )?collectif$")),
    ("individuels", re.compile(r"^(?:logement )?individuel$")),
    ("logements", re.compile(r"\blogement")),
    ("commune", re.compile(r"^commune$")),
)
_OCCUPATION = (
    ("apl", re.compile(r"\bapl\b")),
    ("sls", re.compile(r"\bsls\b|supplement de loyer")),
    ("sous_occupation", re.compile(r"\bsou occupation")),
    ("sur_occupation", re.compile(r"\bsur occupation")),
    ("rotation", re.compile(r"\brotation")),
    ("vacance", re.compile(r"\bvac")),
    ("occupants", re.compile(r"\boccupant")),
)
_OCCUPATION_MIN = 3
_COMMUNES_MIN = 2
_TYPOLOGIE = re.compile(r"t[1-6]")


@dataclass(frozen=True, slots=True)
class Champ:
    """A typed field filled from some units, and how sure it is."""

    cle: str
    valeur: Valeur
    lignes: tuple[int, ...]
    confiance: float
    dit: str


def champs_du_bailleur(unites: Sequence[Unite], sujets: Sequence[str]) -> list[Champ]:
    """Fill the fields of a landlord.

    Args:
        unites: All that its contribution holds.
        sujets: For each unit, the heading or the short line that it stands under.

    Returns:
        The fields found.
    """
    trouves = [_patrimoine(unites), _programmes(unites, sujets), _occupation(unites)]
    return [c for c in trouves if c is not None]


def _entier(texte: str) -> str:
    return " ".join(texte.replace(".", " ").split())


# --- stock ----------------------------------------------------------------------------------------------------------


def _patrimoine(unites: Sequence[Unite]) -> Champ | None:
    """Read the dwellings by commune: a sentence that counts them, a list « Commune : 120 », or a table."""
    for u in unites:
        if isinstance(u.bloc, Passage):
            lus = [(m[2], m[1]) for m in _A_LIEU.finditer(u.texte)] if "logement" in u.texte else []
            if len(lus) >= _COMMUNES_MIN:
                return _stock(u.texte, lus, (u.ligne,), 0.9)
        elif isinstance(u.bloc, TableauEcrit):
            lus = list(_stock_du_tableau(u.bloc))
            if len(lus) >= _COMMUNES_MIN:
                return _stock("", lus, (u.ligne,), 0.9)
    return _stock_en_liste(unites)


def _stock(phrase: str, lus: Sequence[tuple[str, str]], lignes: tuple[int, ...], confiance: float) -> Champ:
    communes: list[Valeur] = [{"commune": nom, "logements": _entier(n)} for nom, n in dict(lus).items()]
    valeur: dict[str, Valeur] = {}
    total, collectifs = _TOTAL.search(phrase), _COLLECTIFS.search(phrase)
    if total is not None:
        valeur["total"] = _entier(total[1])
    if collectifs is not None:
        valeur["collectifs"] = _entier(collectifs[1])
    valeur["par_commune"] = communes
    return Champ("patrimoine", valeur, lignes, confiance, f"patrimoine de {len(communes)} communes")


def _stock_du_tableau(tableau: TableauEcrit) -> Iterator[tuple[str, str]]:
    entete = [" ".join(mots(c.texte)) for c in tableau.lignes[0]]
    if len(entete) < 2 or entete[0] != "commune" or "logement" not in entete[1]:  # noqa: PLR2004 - a name, a figure
        return
    for ligne in tableau.lignes[1:]:
        if len(ligne) > 1 and "total" not in ligne[0].texte.casefold() and nombres_de(ligne[1].texte):
            yield ligne[0].texte.strip(), ligne[1].texte


def _stock_en_liste(unites: Sequence[Unite]) -> Champ | None:
    lus: list[tuple[str, str]] = []
    lignes: list[int] = []
    for u in unites:
        m = _LIEU_DEUX_POINTS.fullmatch(u.texte.strip()) if isinstance(u.bloc, Passage) else None
        if m is not None and "quartier" not in u.texte.casefold():
            lus.append((m[1], m[2]))
            lignes.append(u.ligne)
    return _stock("", lus, tuple(lignes), 0.7) if len(lus) > _COMMUNES_MIN else None


# --- programmes -----------------------------------------------------------------------------------------------------


def _programmes(unites: Sequence[Unite], sujets: Sequence[str]) -> Champ | None:
    programmes: list[Valeur] = []
    lignes: list[int] = []
    for u, sujet in zip(unites, sujets, strict=True):
        if isinstance(u.bloc, TableauEcrit) and len(u.cellules) > 1:
            lus = list(_du_tableau(u, _type_de(sujet, u)))
            programmes += lus
            lignes += [u.ligne] if lus else []
    if not programmes:
        return None
    n = len(programmes)
    return Champ("programmes", programmes, tuple(lignes), 0.85, f"{n} programme{'s' * (n > 1)} de logements")


def _type_de(sujet: str, u: Unite) -> str:
    """Tell the kind of programmes of a table: its heading's, else that of a row of one cell in it."""
    for texte in (sujet, *(ligne[0] for ligne in u.cellules if sum(map(bool, ligne)) == 1)):
        plat = " ".join(mots(texte))
        neuf = _NEUF.search(plat) is not None  # « Programmes neufs et réhabilitations » says neither
        nom = next((n for n, motif in _TYPES if motif.search(plat) and not (neuf and n.startswith("réha"))), None)
        if nom is not None:
            return nom
    return ""


def _du_tableau(u: Unite, nature: str) -> Iterator[Valeur]:
    colonnes, debut = _colonnes(u.cellules)
    if not nature or "commune" not in colonnes or not {"logements", "livraison", "collectifs"} & colonnes.keys():
        return
    for ligne in u.cellules[debut:]:
        commune = ligne[colonnes["commune"]]
        if not commune or "total" in commune.casefold() or sum(map(bool, ligne)) < 2:  # noqa: PLR2004 - a title of rows
            continue
        yield _programme({c: ligne[i].replace("\\", "") for c, i in colonnes.items() if ligne[i]}, nature)


def _colonnes(cellules: Sequence[tuple[str, ...]]) -> tuple[dict[str, int], int]:
    """Name the columns after the first row, and the second when it tells more (« Collectif », « T2 »)."""
    colonnes: dict[str, int] = {}
    debut = 1
    for rang in (0, 1):
        if rang and (rang >= len(cellules) or cellules[rang][0]):
            break
        debut = rang + 1
        for i, case in enumerate(cellules[rang]):
            texte = " ".join(mots(case))
            nom = texte if _TYPOLOGIE.fullmatch(texte) else next((n for n, m in _COLONNES if m.search(texte)), None)
            if nom is not None and texte:
                colonnes.setdefault(nom, i)
    if "collectifs" in colonnes and colonnes.get("logements") == colonnes["collectifs"]:
        del colonnes["logements"]
    return colonnes, debut


def _programme(cases: dict[str, str], nature: str) -> Valeur:
    sortie: dict[str, Valeur] = {"type": nature}
    typologie: dict[str, Valeur] = {}
    for cle in ("commune", "nom", "adresse", "logements", "collectifs", "individuels"):
        if cle in cases and (cle in ("commune", "nom", "adresse") or len(nombres_de(cases[cle])) == 1):
            sortie[cle] = cases[cle]
    for cle, case in cases.items():
        if _TYPOLOGIE.fullmatch(cle) and case.isdecimal():
            typologie[cle.upper()] = case
    if typologie:
        sortie["typologie"] = typologie
    for cle in ("livraison", "observations"):
        if cle in cases:
            sortie[cle] = cases[cle]
    if "travaux" in cases:
        sortie["travaux"] = [cases["travaux"]]
    return sortie


# --- occupancy ------------------------------------------------------------------------------------------------------


def _occupation(unites: Sequence[Unite]) -> Champ | None:
    """Read the tables of two columns whose rows are the indicators of social occupancy, one a perimeter."""
    perimetres: list[Valeur] = []
    lignes: list[int] = []
    for u in unites:
        if isinstance(u.bloc, TableauEcrit) and len(u.cellules[0]) == 2:  # noqa: PLR2004 - an indicator, its value
            lus: dict[str, Valeur] = {}
            for libelle, valeur in u.cellules[1:]:
                plat = " ".join(mots(libelle))
                cle = next((n for n, m in _OCCUPATION if m.search(plat) and n not in lus), None)
                if cle is not None and len(nombres_de(valeur)) == 1:
                    lus[cle] = valeur
            if len(lus) >= _OCCUPATION_MIN:
                nom = " – ".join(c.replace("\\", "") for c in u.cellules[0] if c)
                perimetres.append({"perimetre": nom, **lus})
                lignes.append(u.ligne)
    if not perimetres:
        return None
    dit = f"occupation sociale de {len(perimetres)} périmètre{'s' * (len(perimetres) > 1)}"
    return Champ("occupation", perimetres, tuple(lignes), 0.9, dit)
