"""The axes of the text to `orientations.yaml`: stable ids made of their place, nothing that the text does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import Axe, Element, Genre, parente
from contratdoc.controles.annexe2.lecture_des_axes import lire_les_axes
from contratdoc.controles.annexe2.lecture_du_tableau import lire_l_annexe
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.ressemblance import mots
from contratdoc.importer.noms import Noms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Ecrit
    from contratdoc.importer.arbre import Section
    from contratdoc.source.arbre import Valeur

_INDICATEUR = re.compile(r"[•\s]*indicateurs?\b(?:\s\w+){0,3}\s*:?\s*", re.IGNORECASE)
_AUTRE_LISTE = re.compile(r"[•\s]*(?:orientation|objectif|plans?\sd['’]action|piste)", re.IGNORECASE)
_MEME = 0.8
_INFINI = 10**9


@dataclass(slots=True)
class ChampLu:
    """An axis, or a part of one: its heading, its lines, and what is listed in them."""

    id: str
    titre: str
    debut: int
    fin: int
    section: Section | None = None
    volets: list[ChampLu] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    indicateurs: list[str] = field(default_factory=list)
    devines: list[str] = field(default_factory=list)


def lire_champs(racine: Section, ecrit: Ecrit) -> list[ChampLu]:
    """Read the axes, their parts, and what each lists.

    Args:
        racine: The sections of the document.
        ecrit: The same, as passages.

    Returns:
        The axes in order; those of Annexe 2 when the text has none.
    """
    noms = Noms()
    sections = [s for s in racine.toutes() if s.titre is not None and s.unite is not None]
    axes = [_axe(s, sections, noms) for s in sections if s.titre is not None and s.titre.famille == "axe"]
    lus = lire_les_axes(
        ecrit, [a.section.unite.texte for a in axes if a.section is not None and a.section.unite is not None]
    )
    for lu in lus:
        for element in lu.elements:
            champ = _champ_de(axes, element.place.ligne)
            if champ is not None:
                champ.elements.append(element)
    for champ in (c for a in axes for c in (a, *a.volets)):
        champ.indicateurs = _indicateurs(ecrit, champ, [v.debut for v in champ.volets])
    return axes or _de_l_annexe(ecrit, noms)


def _axe(s: Section, sections: Sequence[Section], noms: Noms) -> ChampLu:
    assert s.titre is not None
    assert s.unite is not None
    nom = noms.donner(f"axe {s.titre.rang}" if s.titre.rang else f"axe {s.libelle}")
    axe = ChampLu(nom, s.libelle.strip(" .:"), s.unite.ligne, _fin(s, sections), s)
    volets = [v for v in s.enfants if v.titre is not None and v.titre.famille == "volet" and v.unite is not None]
    debuts = [v.unite.ligne for v in volets if v.unite is not None]
    for v, (debut, fin) in zip(volets, pairwise([*debuts, axe.fin]), strict=True):
        axe.volets.append(ChampLu(noms.donner(v.libelle, "volet"), v.libelle.strip(" .:"), debut, fin, v))
    return axe


def _fin(s: Section, sections: Sequence[Section]) -> int:
    """Return the line where a section ends: that of the next one that is not below it."""
    dedans = {id(x) for x in s.toutes()}
    apres = sections[next(i for i, x in enumerate(sections) if x is s) :]
    return next((x.unite.ligne for x in apres if id(x) not in dedans and x.unite is not None), _INFINI)


def _champ_de(axes: Sequence[ChampLu], ligne: int) -> ChampLu | None:
    axe = next((a for a in axes if a.debut <= ligne < a.fin), None)
    if axe is None:
        return None
    return next((v for v in axe.volets if v.debut <= ligne < v.fin), axe)


def _de_l_annexe(ecrit: Ecrit, noms: Noms) -> list[ChampLu]:
    """Take the axes of Annexe 2 when the text itself has none."""
    annexe = lire_l_annexe(ecrit)
    lus: Sequence[Axe] = annexe.axes if annexe is not None else ()
    return [
        ChampLu(
            noms.donner(f"axe {a.numero}" if a.numero else f"axe {a.titre}"),
            a.titre.strip(" .:") or f"Axe {a.numero}",
            a.place.ligne,
            a.place.ligne,
            elements=list(a.elements),
            devines=["axe lu dans l'annexe 2, absent du texte"],
        )
        for a in lus
    ]


def _indicateurs(ecrit: Ecrit, champ: ChampLu, volets: Sequence[int]) -> list[str]:
    """Read the indicators listed in some lines: what follows « Indicateurs », until another list or heading."""
    fin = min(volets, default=champ.fin)
    trouves: list[str] = []
    ouverte = False
    for p in ecrit.passages:
        if not champ.debut < p.ligne < fin:
            continue
        if _INDICATEUR.fullmatch(p.texte) and len(p.texte) < 80:  # noqa: PLR2004 - a label, not a sentence
            ouverte = True
        elif ouverte and (_AUTRE_LISTE.match(p.texte) or (p.nature is Nature.TITRE and not p.texte.endswith("."))):
            ouverte = False
        elif ouverte and not _est_un_groupe(p, champ) and len(mots(p.libelle)) > 1:
            trouves.append(p.libelle.strip())
    return trouves


def _est_un_groupe(p: Passage, champ: ChampLu) -> bool:
    """Say whether a line repeats an orientation, an objective or an action, to group the indicators under it."""
    return p.texte.endswith(":") or any(parente(e.texte, p.libelle) >= _MEME for e in champ.elements)


# --- orientations.yaml ----------------------------------------------------------------------------------------------


def en_orientations(axes: Sequence[ChampLu]) -> list[Valeur]:
    """Write axes as `orientations.yaml` has them.

    Args:
        axes: The axes read.

    Returns:
        The list of `axes`; what was guessed is noted in each axis.
    """
    return [_champ(a, [_champ(v, []) for v in a.volets]) for a in axes]


def _champ(champ: ChampLu, volets: list[Valeur]) -> Valeur:
    sortie: dict[str, Valeur] = {"id": champ.id, "titre": champ.titre or champ.id}
    if volets:
        sortie["volets"] = volets
    orientations = _orientations(champ)
    if orientations:
        sortie["orientations"] = orientations
    for cle, textes in (("actions", _de(champ, Genre.ACTION)), ("indicateurs", champ.indicateurs)):
        prefixe = "action" if cle == "actions" else "ind"
        lignes: list[Valeur] = [{"id": f"{champ.id}-{prefixe}-{i}", "libelle": t} for i, t in enumerate(textes, 1)]
        if lignes:
            sortie[cle] = lignes
    return sortie


def _de(champ: ChampLu, genre: Genre) -> list[str]:
    return list(dict.fromkeys(e.texte.strip() for e in champ.elements if e.genre is genre and e.texte.strip()))


def _orientations(champ: ChampLu) -> list[Valeur]:
    renommees = _renommees(champ)
    libelles = [o for o in _de(champ, Genre.ORIENTATION) if o not in renommees]
    objectifs: dict[str, list[str]] = {o: [] for o in libelles}
    vue = libelles[0] if libelles else ""
    for e in champ.elements:
        if e.genre is Genre.ORIENTATION:
            vue = renommees.get(e.texte.strip(), e.texte.strip())
        elif e.genre is Genre.OBJECTIF and e.texte.strip():
            sous = renommees.get(e.orientation, e.orientation)
            objectifs.setdefault(_orientation_de(e, sous, libelles, vue) or champ.titre, []).append(e.texte.strip())
    sortie: list[Valeur] = []
    for i, (libelle, siens) in enumerate(objectifs.items(), 1):
        if not siens:
            champ.devines.append(f"aucun objectif sous « {libelle} » : l'orientation est son propre objectif")
        if libelle not in libelles:
            champ.devines.append("objectifs sans orientation : rangés sous le titre de l'axe")
        uniques = dict.fromkeys(siens or [libelle])
        lignes: list[Valeur] = [{"id": f"{champ.id}-{i}{_lettre(j)}", "libelle": t} for j, t in enumerate(uniques)]
        sortie.append({"id": f"{champ.id}-{i}", "libelle": libelle, "objectifs": lignes})
    return sortie


def _lettre(rang: int) -> str:
    tour, reste = divmod(rang, 26)
    return chr(ord("a") + reste) * (tour + 1)


def _renommees(champ: ChampLu) -> dict[str, str]:
    """Pair the orientations told again under the same number in other words with their first wording."""
    premieres: dict[str, str] = {}
    sortie: dict[str, str] = {}
    for e in champ.elements:
        texte = e.texte.strip()
        if e.genre is not Genre.ORIENTATION or not e.numero or texte == premieres.setdefault(e.numero, texte):
            continue
        sortie[texte] = premieres[e.numero]
        champ.devines.append(f"« {texte} » porte le numéro de « {premieres[e.numero]} » : c'est la même orientation")
    return sortie


def _orientation_de(e: Element, dite: str, libelles: Sequence[str], vue: str) -> str:
    """Return the orientation that an objective stands under: as told, by its number, else the last one met."""
    if dite in libelles:
        return dite
    m = re.match(r"(\d{1,2})\.?(?:[a-z]|\.?\d)", e.numero)
    if m is not None and len(libelles) > 1 and 0 < int(m[1]) <= len(libelles):
        return libelles[int(m[1]) - 1]
    return vue
