"""Which of a partner's sections fill a field of its kind: themes, orientations, a section a neighbourhood.

A contribution is printed in one order: its presentation, the fields of its kind, its free sections. So the sections
that fill a field must stand side by side; those before them go to the presentation, those after them stay free
sections, and no word changes place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ressemblance import mots
from contratdoc.importer.noms import identifiant
from contratdoc.importer.unites import Sorte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contratdoc.importer.arbre import Section

_LISTE_MIN = 0.5
_RUBRIQUES_DE_THEME = {"diagnostic", "enjeu", "proposition", "preconisation"}
_PAR_THEME, _PAR_TERRITOIRE = ("approche", "thematique"), ("approche", "territoriale")
_SUITES_DE_THEME = (("enjeu",), ("orientation",))
_DISTINCTIF = 6
"""Letters of a word of a neighbourhood's name that is enough to tell it, when no other neighbourhood has it."""
_LIBELLE = 400


@dataclass(frozen=True, slots=True)
class Rang:
    """Sections side by side that fill a field.

    Attributes:
        cle: The field.
        debut: The rank of the first one among the partner's sections.
        fin: That of the first one after them.
        dit: What is said of them.
    """

    cle: str
    debut: int
    fin: int
    dit: str


def rangs_de(nature: str, sections: Sequence[Section], quartiers: Mapping[str, str]) -> list[Rang]:
    """Find the sections that fill fields of a kind of partner.

    Args:
        nature: The kind.
        sections: The partner's sections.
        quartiers: The identifier of each neighbourhood, by name.

    Returns:
        The fields, side by side, in the order in which they are printed; none when nothing is recognised.
    """
    chercher = _PAR_NATURE.get(nature)
    return chercher(sections, quartiers) if chercher is not None else []


def _themes_de_la_caf(sections: Sequence[Section], _: Mapping[str, str]) -> list[Rang]:
    debut = len(sections) - _listes_finales(sections)
    return _rang("themes", debut, len(sections), "thèmes")


def _thematiques_du_bailleur(sections: Sequence[Section], _: Mapping[str, str]) -> list[Rang]:
    siennes = [i for i, s in enumerate(sections) if _est_une_thematique(s)]
    return _rang("thematiques", siennes[0], siennes[-1] + 1, "thématiques") if siennes else []


def _est_une_thematique(s: Section) -> bool:
    if s.titre is not None and s.titre.famille == "thematique":
        return True
    return any(m in _RUBRIQUES_DE_THEME for e in s.enfants for m in mots(e.libelle)[:1])


def _de_la_commune(sections: Sequence[Section], quartiers: Mapping[str, str]) -> list[Rang]:
    siennes = [i for i, s in enumerate(sections) if quartier_de(s, quartiers) or mots(s.libelle)[:1] == ("quartier",)]
    if siennes and any(quartier_de(s, quartiers) for s in sections):
        return _rang("sections", siennes[0], siennes[-1] + 1, "sections de quartier")
    return _rang("orientations", len(sections) - _listes_finales(sections), len(sections), "orientations")


def _du_departement(sections: Sequence[Section], _: Mapping[str, str]) -> list[Rang]:
    """Read the two parts of the form that Départements follow, by theme then by territory, under their own headings."""
    for i, s in enumerate(sections):
        if mots(s.libelle) == _PAR_THEME and s.enfants:
            rangs = [Rang("thematiques", i, i + 1, f"{len(par_theme(s))} thématiques")]
            suite = sections[i + 1 : i + 2]
            if suite and mots(suite[0].libelle) == _PAR_TERRITOIRE:
                rangs.append(Rang("approche_territoriale", i + 1, i + 2, "approche territoriale"))
            return rangs
    return []


def par_theme(partie: Section) -> list[list[Section]]:
    """Gather the sections of a Département's part by theme: « Enjeux » or « Orientations » alone names none.

    Args:
        partie: The part.

    Returns:
        Each theme, and the sections that go on with it.
    """
    themes: list[list[Section]] = []
    for s in partie.enfants:
        if themes and mots(s.libelle) in _SUITES_DE_THEME:
            themes[-1].append(s)
        else:
            themes.append([s])
    return themes


def _rang(cle: str, debut: int, fin: int, dit: str) -> list[Rang]:
    """Return one field; a section alone is no series."""
    return [Rang(cle, debut, fin, f"{fin - debut} {dit}")] if fin - debut > 1 else []


def _listes_finales(sections: Sequence[Section]) -> int:
    """Count the last sections that are each, for the most part, a list."""
    n = 0
    for s in reversed(sections):
        listes = sum(u.sorte is Sorte.ELEMENT for u in s.unites)
        if s.enfants or not s.unites or listes < _LISTE_MIN * len(s.unites):
            break
        n += 1
    return n


def quartier_de(s: Section, quartiers: Mapping[str, str]) -> str:
    """Return the identifier of the one neighbourhood that a heading names, if any.

    Args:
        s: The section.
        quartiers: The identifier of each neighbourhood, by name.
    """
    dits = set(_mots(s.libelle))
    noms = {i: _mots(nom) for nom, i in quartiers.items()}
    entiers = [i for i, siens in noms.items() if dits >= set(siens)]
    fois = Counter(m for siens in noms.values() for m in set(siens))
    par_un_mot = [
        i for i, siens in noms.items() if any(m in dits and len(m) >= _DISTINCTIF and fois[m] == 1 for m in siens)
    ]
    cites = entiers or par_un_mot
    return cites[0] if len(cites) == 1 else ""


def _mots(texte: str) -> list[str]:
    return [m for m in identifiant(texte, "", _LIBELLE).split("-") if m]


_PAR_NATURE: Mapping[str, Callable[[Sequence[Section], Mapping[str, str]], list[Rang]]] = {
    "caf": _themes_de_la_caf,
    "bailleur": _thematiques_du_bailleur,
    "commune": _de_la_commune,
    "departement": _du_departement,
}
