"""The format-neutral document tree: what is to be read, in order, with every number already computed.

Writers walk this tree and write; they never number, total, resolve or spell. Every text in it has already been
through French typography. Equality is structural, so goldens and tests may compare whole trees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place

# --- inline content -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Texte:
    """A run of text in one style. The text is literal: no markup of any format is ever read in it."""

    texte: str
    gras: bool = False
    italique: bool = False
    exposant: bool = False


@dataclass(frozen=True, slots=True)
class Lien:
    """An external link: `adresse` is an http(s) or mailto address."""

    adresse: str
    contenu: tuple[Texte, ...]


class FormeRenvoi(StrEnum):
    """What a cross-reference shows of its target, hence which Word field carries it."""

    NUMERO = "numero"  # the number of a heading: « Annexe 2 », « Axe II »
    TITRE = "titre"  # the text of a heading
    TABLEAU = "tableau"  # « Tableau 4 », the label and number of a caption


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A cross-reference inside the document: `cible` is an anchor, `texte` what it reads, computed."""

    cible: str
    texte: str
    forme: FormeRenvoi


@dataclass(frozen=True, slots=True)
class AppelNote:
    """A footnote call with the note itself; `numero` counts from 1 through the whole document."""

    numero: int
    contenu: tuple[Bloc, ...]


Inline: TypeAlias = Texte | Lien | Renvoi | AppelNote
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ---------------------------------------------------------------------------------------------------------


class SuiteTitres(StrEnum):
    """Which numbering sequence a heading follows; each is one native multilevel list in Word."""

    SANS = "sans"  # not numbered
    PRINCIPALE = "principale"  # I, then 1, then A, then a
    AXE = "axe"  # level 2 reads « Axe I », below it A, then a
    ANNEXE = "annexe"  # level 2 reads « Annexe 1 », below it A, then a


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading, level 1 (a part) to 6. `numero` is the visible label, as « I », « Axe II », « B »; empty if none."""

    niveau: int
    contenu: Inlines
    ancre: str
    numero: str = ""
    suite: SuiteTitres = SuiteTitres.SANS
    au_sommaire: bool = True
    nouvelle_page: bool = False
    origine: Place | None = field(default=None, compare=False, repr=False)  # where the sources write it


class RoleParagraphe(StrEnum):
    """Why a paragraph looks as it does; one paragraph style each in Word, one function each in the PDF frame."""

    CORPS = "corps"
    ETIQUETTE = "etiquette"  # a short bold label above a list: « Objectifs opérationnels »
    SOURCE = "source"  # the source or note below a table
    ATTACHE = "attache"  # small line under a heading: status, contact


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph."""

    contenu: Inlines
    role: RoleParagraphe = RoleParagraphe.CORPS


class MarqueListe(StrEnum):
    """How the items of a list are marked."""

    PUCE = "puce"
    NUMERO = "numero"  # 1. 2. 3.
    ORIENTATION = "orientation"  # 1. 2. with sub-items OBJECTIF
    OBJECTIF = "objectif"  # 1.a 1.b: only nested in an item of an ORIENTATION list


@dataclass(frozen=True, slots=True)
class Element:
    """A list item: its blocks, and `marque`, the text of its number (« 2 », « 1.a »), empty for a bullet."""

    blocs: tuple[Bloc, ...]
    marque: str = ""


@dataclass(frozen=True, slots=True)
class Liste:
    """A list; it always restarts by itself. `depart` is the first number."""

    elements: tuple[Element, ...]
    marque: MarqueListe = MarqueListe.PUCE
    depart: int = 1


class Alignement(StrEnum):
    """How the text of a column is aligned."""

    GAUCHE = "gauche"
    CENTRE = "centre"
    DROITE = "droite"


@dataclass(frozen=True, slots=True)
class Colonne:
    """A table column: `poids` is its share of the table's width, relative to the other columns."""

    poids: float = 1.0
    alignement: Alignement = Alignement.GAUCHE


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell. A cell covered by a span above or to the left is not in its row at all (as in HTML)."""

    blocs: tuple[Bloc, ...]
    colonnes: int = 1
    lignes: int = 1
    entete: bool = False  # a row header, read before the row's values


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row; `total` makes it stand out."""

    cellules: tuple[Cellule, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table. `entetes` rows repeat on every page; `numero` counts captioned tables from 1 in document order."""

    ancre: str
    legende: Inlines
    colonnes: tuple[Colonne, ...]
    entetes: tuple[Ligne, ...]
    lignes: tuple[Ligne, ...]
    numero: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A marked quotation: its text was not touched by typography."""

    blocs: tuple[Bloc, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, already read and checked; `largeur` is a share (0 to 1) of the text width."""

    nom: str
    donnees: bytes = field(repr=False)
    alternative: str
    largeur_px: int
    hauteur_px: int
    largeur: float = 1.0


@dataclass(frozen=True, slots=True)
class Manque:
    """Something missing, shown only in a draft."""

    message: str


@dataclass(frozen=True, slots=True)
class Signataire:
    """One signature block. Empty texts are left as blank lines to fill by hand at signature."""

    id: str
    organisme: str
    representant: str
    qualite: str
    acte: str  # the deliberation or decision that empowers the representative


@dataclass(frozen=True, slots=True)
class Signatures:
    """The grid of signature blocks, `mention` above it (« Fait à …, le … »)."""

    mention: Inlines
    signataires: tuple[Signataire, ...]


Bloc: TypeAlias = Titre | Paragraphe | Liste | Tableau | Citation | Image | Manque | Signatures

# --- the whole ------------------------------------------------------------------------------------------------------


class Orientation(StrEnum):
    """Which way the pages of a section stand."""

    PORTRAIT = "portrait"
    PAYSAGE = "paysage"


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation. A new section always starts on a new page."""

    blocs: tuple[Bloc, ...]
    orientation: Orientation = Orientation.PORTRAIT


NIVEAUX_SOMMAIRE = 3
"""Headings of this level or above are in the sommaire."""


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of the sommaire."""

    niveau: int
    numero: str
    texte: str
    ancre: str


@dataclass(frozen=True, slots=True)
class Charte:
    """Colours (`#rrggbb`), fonts, sizes (points) and margins (millimetres) shared by Word and PDF."""

    couleur_principale: str
    couleur_secondaire: str
    couleur_accent: str
    police_titres: str
    police_texte: str
    corps: float
    marge_haut: float
    marge_bas: float
    marge_gauche: float
    marge_droite: float
    logos: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Couverture:
    """What the cover shows."""

    titre: str
    territoire: str
    periode: str
    contributeurs: tuple[str, ...]
    surtitre: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready for any writer."""

    couverture: Couverture
    sections: tuple[Section, ...]
    sommaire: tuple[Entree, ...]
    charte: Charte
    titre: str  # title property and page header: « Contrat de Ville 2024-2030 – Agglomération … »
    auteur: str
    sujet: str
    mots_cles: tuple[str, ...]
    titre_sommaire: str = "Sommaire"
    langue: str = "fr-FR"
    brouillon: bool = False
