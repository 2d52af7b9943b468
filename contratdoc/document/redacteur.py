"""The pen: appends blocks in order, numbering headings, tables and notes and setting the typography as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import avertissement, erreur
from contratdoc.document.ancres import Ancres, ancres_ecrites, lecture_tableau, lecture_titre
from contratdoc.document.noeuds import (
    NIVEAUX_SOMMAIRE,
    AppelNote,
    Bloc,
    Cellule,
    Colonne,
    Element,
    Entree,
    Inline,
    Inlines,
    Lien,
    Ligne,
    Liste,
    Manque,
    MarqueListe,
    Orientation,
    Paragraphe,
    Renvoi,
    RoleParagraphe,
    Section,
    SuiteTitres,
    Tableau,
    Texte,
    Titre,
)
from contratdoc.document.numerotation import Compteur, NumeroObjectif, numeros_des_objectifs
from contratdoc.document.typographie import composer, composer_texte

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Diagnostic, Place

NIVEAU_MAX = 6
"""The deepest heading: Word and PDF have styles for no more."""


def composer_inlines(inlines: Sequence[Inline]) -> Inlines:
    """Set the typography of a paragraph, run of texts by run of texts."""
    sortie: list[Inline] = []
    suite: list[Texte] = []
    for i in inlines:
        if isinstance(i, Texte):
            suite.append(i)
            continue
        sortie.extend(composer(suite))
        suite = []
        sortie.append(i)
    sortie.extend(composer(suite))
    return tuple(sortie)


def texte_de(inlines: Iterable[Inline]) -> str:
    """Return the plain text of inline content, notes left out."""
    sortie = ""
    for i in inlines:
        match i:
            case Texte() | Renvoi():
                sortie += i.texte
            case Lien():
                sortie += "".join(t.texte for t in i.contenu)
            case AppelNote():
                pass
    return sortie


@dataclass(slots=True)
class Redacteur:
    """Writes the document in order.

    Attributes:
        niveau: Level of the heading that the next titles stand under.
        suite: Numbering sequence of the place.
    """

    contrat: Contrat
    brouillon: bool
    ancres: Ancres = field(default_factory=Ancres)
    fautes: list[Diagnostic] = field(default_factory=list)
    compteur: Compteur = field(default_factory=Compteur)
    blocs: list[Bloc] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sommaire: list[Entree] = field(default_factory=list)
    orientation: Orientation = Orientation.PORTRAIT
    niveau: int = 0
    suite: SuiteTitres = SuiteTitres.PRINCIPALE
    tableaux: int = 0
    notes: int = 0
    objectifs: dict[str, NumeroObjectif] = field(init=False)

    def __post_init__(self) -> None:
        self.objectifs = dict(numeros_des_objectifs(self.contrat))
        self.ancres.reservees = frozenset(ancres_ecrites(self.contrat))

    # --- faults ---------------------------------------------------------------------------------------------------

    def lacune(self, code: str, message: str, place: Place, aide: str = "") -> None:
        """Report something missing: an error, but a warning in a draft, where it shows."""
        self.fautes.append((avertissement if self.brouillon else erreur)(code, message, place, aide))

    # --- sections -------------------------------------------------------------------------------------------------

    def page(self, orientation: Orientation) -> None:
        """Go on in pages of the given orientation."""
        if orientation is not self.orientation:
            self.clore()
            self.orientation = orientation

    def clore(self) -> None:
        """End the section under way."""
        if self.blocs:
            self.sections.append(Section(tuple(self.blocs), self.orientation))
            self.blocs = []

    # --- blocks ---------------------------------------------------------------------------------------------------

    def titre(
        self,
        contenu: str | Inlines,
        niveau: int,
        *,
        ancre: str = "",
        place: Place | None = None,
        nouvelle_page: bool = False,
    ) -> None:
        """Append a heading at `niveau`, numbered in the current sequence, and enter it in the sommaire."""
        inlines = (Texte(contenu),) if isinstance(contenu, str) else contenu
        if niveau > NIVEAU_MAX:
            message = f"Titre trop profond : il serait de niveau {niveau}, le plus bas est {NIVEAU_MAX}."
            aide = "Remontez cette partie dans le plan de modeles/contrat.yaml, ou retirez des « # »."
            self.fautes.append(erreur("CD304", message, place or self.contrat.origine_plan, aide))
            return
        # A title never ends a sentence and holds no superscript in the sommaire, bookmarks and references.
        texte = composer_texte(texte_de(inlines))
        numero = self.compteur.suivant(niveau, self.suite)
        lecture = lecture_titre(texte, numero, partie=niveau == 1)
        donnee = self.ancres.donner(ancre, texte, place, lecture)
        suite = self.suite if numero else SuiteTitres.SANS
        au_sommaire = niveau <= NIVEAUX_SOMMAIRE
        # A heading that follows its parent stays with it: no page holds a heading alone.
        nouvelle_page = nouvelle_page and not (self.blocs and isinstance(self.blocs[-1], Titre))
        self.blocs.append(
            Titre(niveau, composer_inlines(inlines), donnee, numero, suite, au_sommaire, nouvelle_page, place)
        )
        if au_sommaire:
            self.sommaire.append(Entree(niveau, numero, texte, donnee))

    def commencer_page(self, rang: int) -> None:
        """Make the heading at `rang` in the blocks under way start a new page."""
        bloc = self.blocs[rang]
        if isinstance(bloc, Titre):
            self.blocs[rang] = replace(bloc, nouvelle_page=True)

    def sous_titre(self, contenu: str) -> None:
        """Append a heading just below the current level."""
        self.titre(contenu, self.niveau + 1)

    def paragraphe(self, contenu: str | Inlines, role: RoleParagraphe = RoleParagraphe.CORPS) -> None:
        """Append a paragraph."""
        self.blocs.append(self.ligne(contenu, role))

    def ligne(self, contenu: str | Inlines, role: RoleParagraphe = RoleParagraphe.CORPS) -> Paragraphe:
        """Make a paragraph without appending it, for a list item or a cell."""
        inlines = (Texte(contenu),) if isinstance(contenu, str) else contenu
        return Paragraphe(composer_inlines(inlines), role)

    def etiquette(self, texte: str) -> None:
        """Append a short bold label above a list."""
        self.paragraphe(texte, RoleParagraphe.ETIQUETTE)

    def puces(self, textes: Iterable[str | Inlines]) -> None:
        """Append a bulleted list of plain texts; nothing when there are none."""
        elements = tuple(Element((self.ligne(t),)) for t in textes)
        if elements:
            self.blocs.append(Liste(elements))

    def numeros(self, textes: Iterable[str]) -> None:
        """Append a numbered list of plain texts."""
        elements = tuple(Element((self.ligne(t),), str(i)) for i, t in enumerate(textes, 1))
        if elements:
            self.blocs.append(Liste(elements, MarqueListe.NUMERO))

    def manque(self, message: str) -> None:
        """Append a visible gap; only a draft has any."""
        self.blocs.append(Manque(composer_texte(message)))

    def cellule(
        self, contenu: str | Inlines = "", *, colonnes: int = 1, lignes: int = 1, entete: bool = False
    ) -> Cellule:
        """Make a table cell of one paragraph; the other arguments are those of `Cellule`."""
        return Cellule((self.ligne(contenu),) if contenu else (), colonnes, lignes, entete)

    def entete(self, *titres: str) -> tuple[Ligne, ...]:
        """Make the header row of a table."""
        return (Ligne(tuple(self.cellule(t, entete=True) for t in titres)),)

    def tableau(
        self,
        legende: str | Inlines,
        colonnes: tuple[Colonne, ...],
        entetes: tuple[Ligne, ...],
        lignes: Iterable[Ligne],
        *,
        ancre: str = "",
        place: Place | None = None,
    ) -> None:
        """Append a numbered table with its caption."""
        self.blocs.append(self.faire_tableau(legende, colonnes, entetes, lignes, ancre=ancre, place=place))

    def faire_tableau(
        self,
        legende: str | Inlines,
        colonnes: tuple[Colonne, ...],
        entetes: tuple[Ligne, ...],
        lignes: Iterable[Ligne],
        *,
        ancre: str = "",
        place: Place | None = None,
    ) -> Tableau:
        """Make a numbered table without appending it, for a list item or a quotation."""
        self.tableaux += 1
        inlines = composer_inlines((Texte(legende),) if isinstance(legende, str) else legende)
        numero = self.tableaux
        donnee = self.ancres.donner(ancre, f"tableau {texte_de(inlines)}", place, lecture_tableau(numero))
        return Tableau(donnee, inlines, colonnes, entetes, tuple(lignes), numero)
