"""Units to the Markdown of a file or of a field, each with the line where it comes to stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.ecrits.extrait import extrait
from contratdoc.importer.inlines import proteger, proteger_le_debut
from contratdoc.importer.unites import Sorte

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.importer.arbre import Section
    from contratdoc.importer.unites import Note, Unite

NIVEAU_MAX = 6
_PROFONDEUR_MAX = 6
_COLONNES_MAX = 60
_LEGENDE_MAX = 110
_LEGENDE = re.compile(r"tableau\s*(?:n°\s*)?\d*\s*[:.–—-]\s*", re.IGNORECASE)
_CHIFFRE = re.compile(r"[-–+]?\s?\d[\d\s.,]*\s?(?:%|€|ans)?")


@dataclass(slots=True)
class Redaction:
    """A text being written.

    Attributes:
        lignes: Its lines.
        traces: Each unit written, with the line where it begins, from 1.
        sujet: What the text is about here: the caption of a table that has none.
    """

    lignes: list[str] = field(default_factory=list)
    traces: list[tuple[Unite, int]] = field(default_factory=list)
    sujet: str = ""
    notes: list[Note] = field(default_factory=list)
    _liste: list[int] = field(default_factory=list)

    @property
    def texte(self) -> str:
        """The whole text, its footnotes last."""
        notes = [f"[^{n.nom}]: {n.md}" for n in self.notes]
        return "\n\n".join(("\n".join(self.lignes), *notes)).strip("\n") + "\n"

    def section(self, section: Section, niveau: int, reste: int = NIVEAU_MAX) -> None:
        """Write a section and all those below it.

        Args:
            section: The section.
            niveau: How many `#` its heading takes.
            reste: How many levels of headings the whole document still admits; deeper ones are bold lines.
        """
        self.titre(section, niveau if reste > 0 else 0)
        self.unites(section.unites)
        for enfant in section.enfants:
            self.section(enfant, niveau + 1, reste - 1)

    def titre(self, section: Section, niveau: int) -> None:
        """Write a heading; a bold line when `niveau` is 0."""
        if section.titre is None or section.unite is None:
            return
        libelle = section.libelle.strip()
        self.sujet = libelle.rstrip(" :.") or self.sujet
        ici = self._place()
        if niveau:
            self._ajouter(f"{'#' * min(niveau, NIVEAU_MAX)} {proteger(libelle).replace('{#', chr(92) + '{#')}")
        else:
            self._ajouter(f"**{proteger(libelle)}**")
        self.traces.append((section.unite, ici))
        for note in section.unite.notes:  # a heading calls no note: it would be read in the sommaire
            self._ajouter(proteger_le_debut(note.md))

    def unites(self, unites: Iterable[Unite]) -> None:
        """Write units that are no headings."""
        for u in unites:
            ici = self._place(u)
            if u.sorte is Sorte.TABLEAU:
                self._tableau(u)
            elif u.sorte is Sorte.IMAGE:
                self._ajouter(f"![{proteger(u.texte) or 'Image à décrire'}](images/{u.image})")
            elif u.sorte is Sorte.ELEMENT and u.md:
                self._element(u)
            elif u.md:
                self._ajouter(f"> {u.md}" if u.sorte is Sorte.CITATION else u.md)
            self.traces.append((u, ici))
            self.notes.extend(u.notes)

    def _place(self, u: Unite | None = None) -> int:
        """Return the line where the next block begins: right below an item for another one, else after a gap."""
        colle = u is not None and u.sorte is Sorte.ELEMENT and bool(self._liste)
        return len(self.lignes) + 1 + (1 if self.lignes and not colle else 0)

    def _ajouter(self, *lignes: str) -> None:
        if self.lignes:
            self.lignes.append("")
        self.lignes.extend(lignes)
        self._liste = []

    # --- lists --------------------------------------------------------------------------------------------------------

    def _element(self, u: Unite) -> None:
        """Write an item below the one that holds it: never deeper by more than one level."""
        niveau = min(max(u.niveau, 1), len(self._liste) + 1, _PROFONDEUR_MAX)
        retraits = self._liste[: niveau - 1]
        signe = f"{u.depart}." if u.ordonne else "-"
        if self.lignes and not self._liste:
            self.lignes.append("")
        self.lignes.append(f"{' ' * sum(retraits)}{signe} {u.md}")
        self._liste = [*retraits, len(signe) + 1]

    # --- tables -------------------------------------------------------------------------------------------------------

    def _tableau(self, u: Unite) -> None:
        largeur = len(u.cellules[0])
        if largeur == 1 or largeur > _COLONNES_MAX or len(u.cellules) == 1:
            # A frame around a text, or what no page could hold: its cells are read one after the other.
            if u.legende:
                self._ajouter(proteger_le_debut(proteger(u.legende)))
            for case in (c for ligne in u.cellules for c in ligne if c):
                self._ajouter(proteger_le_debut(case.replace("\\|", "|")))
            return
        droites = [_est_une_colonne_de_chiffres([ligne[i] for ligne in u.cellules[1:]]) for i in range(largeur)]
        tirets = " | ".join("---:" if d else "---" for d in droites)
        legende = _LEGENDE.sub("", u.legende).strip() or extrait(self.sujet or "sans titre", _LEGENDE_MAX)
        self._ajouter(f"Tableau : {proteger(legende)}")
        self._ajouter(_rang(u.cellules[0]), f"| {tirets} |", *(_rang(ligne) for ligne in u.cellules[1:]))


def _rang(cases: tuple[str, ...]) -> str:
    return f"| {' | '.join(cases)} |"


def _est_une_colonne_de_chiffres(cases: list[str]) -> bool:
    pleines = [c for c in cases if c]
    return bool(pleines) and all(_CHIFFRE.fullmatch(c) for c in pleines)
