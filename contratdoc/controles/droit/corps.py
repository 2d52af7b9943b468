"""A whole contract cut into its sections, for the rules that look for what the law demands of it.

A section goes from one heading to the next. Three things are told of each, because words alone do not make a clause:
what it lists (objectives, actions, indicators), whether a partner speaks in it, whether it looks back on past years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Nature, Passage, TableauEcrit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contratdoc.ecrits.ecrit import Bloc, Contexte, Ecrit

PLAN = "modeles/contrat.yaml"
_ETIQUETTE_MAX = 60
_SANS_NIVEAU = 99
_OBJECTIF = re.compile(r"\d{1,2}\.?[a-z]")
_PAR_UN_PARTENAIRE = re.compile(
    r"annexes?\b.*\b(?:engagement|contribution|fiche)s? (?:des|de[s ]|d'|par) ?\w*"
    r"|(?:\d+[./)-]? ?)?(?:contribution|engagement)s? (?:des? |du |de la |d')(?!tous)"
)
_ANNEXE = re.compile(r"\bannexes? ?(?:n° ?)?(?:\d|[ivx]+\b)")
_SIGNATURES = re.compile(r"^(?:les )?(?:signatures?|signataires?)\b")
_PASSE = re.compile(r"\bbilans?\b|\br[ée]trospecti|\bhistorique\b|\bpr[ée]c[ée]dent\b|\bant[ée]rieur")


class Sorte(StrEnum):
    """What a section lists."""

    RIEN = ""
    OBJECTIFS = "objectifs"
    ACTIONS = "actions"
    INDICATEURS = "indicateurs"


_ETIQUETTES = (
    (Sorte.INDICATEURS, re.compile(r"\bindicateurs?\b")),
    (
        Sorte.ACTIONS,
        re.compile(r"^(?:les |le )?(?:plans? d'actions?|actions?|fiches?[ -]actions?|programme d'actions?)\b"),
    ),
    (Sorte.OBJECTIFS, re.compile(r"\bobjectifs?\b|\borientations? (?:strat[ée]gique|op[ée]rationnelle)")),
)


@dataclass(frozen=True, slots=True)
class Ligne:
    """A passage or a row of a table, in lower case and with one kind of apostrophe and of space."""

    texte: str
    place: Place
    cellules: tuple[str, ...] = ()
    tete: bool = False
    objectif: bool = False


@dataclass(slots=True)
class Section:
    """What stands under a heading; `fil` joins the headings above it and its own."""

    titre: str
    brut: str
    fil: str
    place: Place
    sorte: Sorte = Sorte.RIEN
    partenaire: bool = False
    passee: bool = False
    lignes: list[Ligne] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corps:
    """The sections of a contract, in order; the first may have no heading."""

    sections: tuple[Section, ...]

    def siennes(self) -> Iterator[Section]:
        """Go through the sections where the contract itself speaks of what is to come."""
        return (s for s in self.sections if not s.partenaire and not s.passee)

    def lignes(self) -> Iterator[Ligne]:
        """Go through what the contract itself says of what is to come."""
        for section in self.siennes():
            yield from section.lignes

    def section(self, *motifs: re.Pattern[str]) -> Section | None:
        """Find the section that a missing clause belongs to: the first motif that a heading holds wins."""
        for motif in motifs:
            for s in self.siennes():
                if motif.search(s.titre):
                    return s
        return None


def plat(texte: str) -> str:
    """Return a text in lower case, with one kind of apostrophe and of space."""
    return texte.casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


_MEMOIRE: list[tuple[Ecrit, Corps]] = []


def corps_de(ecrit: Ecrit) -> Corps:
    """Cut a text into sections; the last one cut is kept, since every rule of the family asks for it.

    Args:
        ecrit: The text.

    Returns:
        Its sections.
    """
    if _MEMOIRE and _MEMOIRE[0][0] is ecrit:
        return _MEMOIRE[0][1]
    decoupe = _Decoupe()
    for bloc in ecrit.blocs:
        decoupe.ajouter(bloc)
    corps = Corps(tuple(decoupe.sections))
    _MEMOIRE[:] = [(ecrit, corps)]
    return corps


class _Decoupe:
    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.fil: list[tuple[int, str]] = []
        self.fichier = ""
        self.partenaire = False
        self.niveau_du_partenaire = 0
        self.sorte = Sorte.RIEN

    def ajouter(self, bloc: Bloc) -> None:
        if isinstance(bloc, TableauEcrit):
            self._dans(bloc.place).lignes.extend(_lignes_du_tableau(bloc))
            return
        if bloc.nature is Nature.SOMMAIRE or not bloc.texte:
            return
        texte = plat(bloc.libelle)
        sorte = _etiquette(bloc, texte)
        if bloc.nature in (Nature.TITRE, Nature.INTERTITRE) or sorte is not Sorte.RIEN:
            self._ouvrir(bloc, texte, sorte)
        objectif = bool(bloc.marque) and _OBJECTIF.fullmatch(bloc.marque) is not None
        place = bloc.place()
        self._dans(place).lignes.append(Ligne(texte, place, objectif=objectif))

    def _dans(self, place: Place) -> Section:
        if not self.sections or place.fichier != self.fichier:
            self._changer_de_fichier(place.fichier)
            self.sections.append(Section("", "", "", place, partenaire=self.partenaire))
        return self.sections[-1]

    def _changer_de_fichier(self, fichier: str) -> None:
        self.fichier, self.fil, self.sorte = fichier, [], Sorte.RIEN
        self.partenaire = fichier.startswith("contributions/")

    def _ouvrir(self, p: Passage, texte: str, sorte: Sorte) -> None:
        if p.fichier != self.fichier:
            self._changer_de_fichier(p.fichier)
        entier = plat(p.texte)
        if p.nature is Nature.TITRE or any(mot in entier for mot in ("annexe", "contribution", "signat")):
            self._qui_parle(p, entier)
        niveau = p.niveau if p.nature is Nature.TITRE and p.niveau else _SANS_NIVEAU
        while self.fil and self.fil[-1][0] >= niveau:
            self.fil.pop()
        self.fil.append((niveau, texte))
        # A guessed heading among actions or indicators is most often one of them.
        self.sorte = sorte if sorte is not Sorte.RIEN or p.nature is Nature.TITRE else self.sorte
        fil = " > ".join(t for _, t in self.fil)
        passee = _PASSE.search(fil) is not None
        self.sections.append(Section(texte, p.libelle, fil, p.place(), self.sorte, self.partenaire, passee))

    def _qui_parle(self, p: Passage, titre: str) -> None:
        """Tell where a partner begins to speak, and where the contract speaks again."""
        if self.fichier.startswith("contributions/"):
            return
        if _PAR_UN_PARTENAIRE.match(titre) or (titre[:1].isdigit() and _PAR_UN_PARTENAIRE.search(titre)):
            self.niveau_du_partenaire = self.niveau_du_partenaire if self.partenaire else p.niveau
            self.partenaire = True
        elif (
            _ANNEXE.search(titre)
            or (_SIGNATURES.match(titre) and not p.niveau)
            or (not p.marque and 0 < p.niveau <= self.niveau_du_partenaire)
        ):
            self.partenaire = False


def _etiquette(p: Passage, texte: str) -> Sorte:
    """Tell what a heading, or a short line like « Plan d'actions : », announces."""
    if len(texte) > _ETIQUETTE_MAX and p.nature is not Nature.TITRE:
        return Sorte.RIEN
    if p.nature not in (Nature.TITRE, Nature.INTERTITRE) and not texte.endswith(":"):
        return Sorte.RIEN
    return next((s for s, motif in _ETIQUETTES if motif.search(texte)), Sorte.RIEN)


def _lignes_du_tableau(tableau: TableauEcrit) -> Iterable[Ligne]:
    for rang, (cellules, place) in enumerate(zip(tableau.lignes, tableau.places, strict=True)):
        textes = tuple(plat(c.texte) for c in cellules)
        yield Ligne(" | ".join(textes), place, textes, tete=rang == 0)


def place_de(corps: Corps, contexte: Contexte, section: Section | None) -> Place:
    """Return where to tell that a clause is missing: its section, else the head of the contract."""
    if section is not None:
        return section.place
    if contexte.contrat is not None or not corps.sections:
        return Place(PLAN)
    return Place(corps.sections[0].place.fichier, 1, 1)


def ou_ajouter(contexte: Contexte, section: Section | None, titre: str) -> str:
    """Say where a missing clause goes: « dans la section « Gouvernance » ».

    Args:
        contexte: What is known beside the text.
        section: The section that it belongs to, if the contract has it.
        titre: The title of the section to add otherwise.

    Returns:
        The end of a sentence, without its period.
    """
    if section is not None:
        fichier = f" ({section.place.fichier})" if contexte.contrat is not None else ""
        return f"dans la section « {section.brut.rstrip(' :')[:60]} »{fichier}"
    if contexte.contrat is not None:
        return f"dans une section « {titre} » : un texte de modeles/texte, nommé dans le plan de {PLAN}"
    return f"dans une section « {titre} »"
