"""The document tree as plain data for the frame: one dictionary a block, a plain string wherever a text has no style.

Nothing here decides what is read. What is added serves the layout alone: which words may be cut, which table rows may,
and heading ranks without a gap (PDF/UA refuses one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, assert_never

from contratdoc.document.noeuds import (
    AppelNote,
    Bloc,
    Citation,
    Image,
    Inlines,
    Lien,
    Liste,
    Manque,
    MarqueListe,
    Paragraphe,
    Renvoi,
    RoleParagraphe,
    Signataire,
    Signatures,
    Tableau,
    Texte,
    Titre,
)
from contratdoc.writers import mesures
from contratdoc.writers.pdf.champs import ADRESSE, Champ, nom_de_champ
from contratdoc.writers.typst.largeurs import coupe_mots
from contratdoc.writers.typst.tableaux import encode_lignes, largeurs_colonnes

Donnees = dict[str, Any]

POINTS_PAR_MM: Final = 72 / 25.4
CORPS_DE_REFERENCE: Final = mesures.TEXTE.taille
MARQUE_COURTE: Final = 2  # characters that fit in RETRAIT_MARQUE: « 2. »
MARQUE_LONGUE: Final = 3  # characters that fit in RETRAIT_LISTE: « 1.a », « 12. »
LETTRE_DE_MARQUE: Final = 1.9  # millimetres
FILET_CITATION: Final = 3  # millimetres between the rule and the quotation
CONTROLES: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ETIQUETTE_SURE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
SIGNATURES: Final = {b"\x89PNG": "png", b"\xff\xd8": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass(frozen=True, slots=True)
class Cadre:
    """Where a text stands: the width of its lines and its letter size, in points."""

    largeur: float
    taille: float = CORPS_DE_REFERENCE

    def retreci(self, millimetres: float) -> Cadre:
        """The same place with `millimetres` less."""
        return Cadre(max(self.largeur - millimetres * POINTS_PAR_MM, self.taille), self.taille)


@dataclass(slots=True)
class Encodeur:
    """One pass over a document; collects its images and gives every anchor a label that typst accepts."""

    brouillon: bool
    etiquettes: dict[str, str] = field(default_factory=dict)
    fichiers: dict[str, bytes] = field(default_factory=dict)
    rang: int = 0  # no heading yet: the first one is of level 1
    posees: set[str] = field(default_factory=set)
    notes: int = 0  # met so far
    a_signer: bool = False
    champs: list[Champ] = field(default_factory=list)

    # --- texts

    def etiquette(self, ancre: str) -> str:
        """The label of an anchor: the anchor itself where it is plain, so that a link from outside may name it."""
        if ancre not in self.etiquettes:
            sure = ETIQUETTE_SURE.fullmatch(ancre) is not None and not ancre.startswith("ancre..")
            self.etiquettes[ancre] = ancre if sure else f"ancre..{len(self.etiquettes)}"
        return self.etiquettes[ancre]

    def pose(self, ancre: str) -> str:
        """The label of the element that an anchor names; a second element of the same name gets one of its own."""
        etiquette = self.etiquette(ancre)
        if etiquette in self.posees:
            etiquette = f"double..{len(self.posees)}"
        self.posees.add(etiquette)
        return etiquette

    def inlines(self, contenu: Inlines, cadre: Cadre) -> Any:
        """A plain string if the content is one, else a list of strings and dictionaries."""
        fragments: list[Any] = []
        for inline in contenu:
            match inline:
                case Texte():
                    fragments.append(self.texte(inline, cadre))
                case Lien():
                    fragments += [self._lie(t, cadre, {"lien": inline.adresse}) for t in inline.contenu]
                case Renvoi():
                    lien = {"cible": self.etiquette(inline.cible)}
                    fragments.append(self._lie(Texte(inline.texte), cadre, lien))
                case AppelNote():
                    self.notes += 1
                    note = Cadre(cadre.largeur, mesures.NOTE.taille)
                    fragments.append({"note": str(inline.numero), "blocs": self.blocs(inline.contenu, note)})
                case _:
                    assert_never(inline)
        if len(fragments) == 1 and isinstance(fragments[0], str):
            return fragments[0]
        return fragments

    def texte(self, texte: Texte, cadre: Cadre) -> str | Donnees:
        """A run: a string if it has no style and no word longer than its line."""
        lettres = sans_controles(texte.texte)
        morceaux = coupe_mots(lettres, cadre.largeur / cadre.taille)
        if morceaux is None and not (texte.gras or texte.italique or texte.exposant):
            return lettres
        donnees: Donnees = {"t": lettres} if morceaux is None else {"long": morceaux}
        for cle, pose in (("g", texte.gras), ("i", texte.italique), ("e", texte.exposant)):
            if pose:
                donnees[cle] = 1
        return donnees

    def _lie(self, texte: Texte, cadre: Cadre, lien: Donnees) -> Donnees:
        run = self.texte(texte, cadre)
        return ({"t": run} if isinstance(run, str) else run) | lien

    # --- blocks

    def blocs(self, blocs: tuple[Bloc, ...], cadre: Cadre) -> list[Donnees]:
        """The blocks that are shown: what is missing only shows in a draft."""
        encodes = [self.bloc(b, cadre) for b in blocs if self.brouillon or not isinstance(b, Manque)]
        for bloc, suivant in pairwise(encodes):
            if bloc["type"] == "tableau":
                bloc["source"] = suivant.get("role") == RoleParagraphe.SOURCE
        return encodes

    def bloc(self, bloc: Bloc, cadre: Cadre) -> Donnees:
        """One block."""
        donnees: Donnees
        match bloc:
            case Titre():
                donnees = self.titre(bloc, cadre)
            case Paragraphe():
                donnees = {"type": "paragraphe", "role": bloc.role, "contenu": self.inlines(bloc.contenu, cadre)}
            case Liste():
                donnees = self.liste(bloc, cadre)
            case Tableau():
                donnees = self.tableau(bloc, cadre)
            case Citation():
                etroit = cadre.retreci(2 * mesures.RETRAIT_CITATION + FILET_CITATION)
                donnees = {"type": "citation", "blocs": self.blocs(bloc.blocs, etroit)}
            case Image():
                donnees = {"type": "image", **self.image(bloc), "largeur": bloc.largeur}
            case Manque():
                donnees = {"type": "manque", "message": sans_controles(bloc.message)}
            case Signatures():
                donnees = self.signatures(bloc, cadre)
            case _:
                assert_never(bloc)
        return donnees

    def titre(self, titre: Titre, cadre: Cadre) -> Donnees:
        """A heading: `niveau` is how it looks, `rang` its level in the tags, never two below the heading before it."""
        self.rang = max(1, min(titre.niveau, self.rang + 1))
        return {
            "type": "titre",
            "niveau": titre.niveau,
            "rang": self.rang,
            "numero": sans_controles(titre.numero),
            "contenu": self.inlines(titre.contenu, Cadre(cadre.largeur, mesures.TITRES[titre.niveau].taille)),
            "ancre": self.pose(titre.ancre),
            "page": titre.nouvelle_page,
        }

    def liste(self, liste: Liste, cadre: Cadre) -> Donnees:
        """A list with the marks that the tree gives; room for the mark grows with the longest."""
        marques = None
        retrait = mesures.RETRAIT_MARQUE
        marge = mesures.RETRAIT_LISTE - mesures.RETRAIT_MARQUE
        if liste.marque is not MarqueListe.PUCE:
            point = "" if liste.marque is MarqueListe.OBJECTIF else "."
            numeros = [e.marque or str(n) for n, e in enumerate(liste.elements, liste.depart)]
            marques = [sans_controles(n) + point for n in numeros]
            longueur = max(map(len, marques), default=0)
            if longueur > MARQUE_COURTE:  # the mark starts further left, the text stays where Word has it
                marge, retrait = 0.0, mesures.RETRAIT_LISTE
            retrait += LETTRE_DE_MARQUE * max(0, longueur - MARQUE_LONGUE)
        etroit = cadre.retreci(marge + retrait)
        return {
            "type": "liste",
            "marques": marques,
            "marge": marge,
            "retrait": retrait,
            "elements": [self.blocs(e.blocs, etroit) for e in liste.elements],
        }

    def tableau(self, tableau: Tableau, cadre: Cadre) -> Donnees:
        """A captioned table; its rows are in `tableaux`."""
        largeurs = largeurs_colonnes(tableau, cadre.largeur / POINTS_PAR_MM)

        def cellule(blocs: tuple[Bloc, ...], millimetres: float) -> list[Donnees]:
            utile = max(millimetres - 2 * mesures.MARGE_CELLULE_H, 2.0)
            return self.blocs(blocs, Cadre(utile * POINTS_PAR_MM, mesures.CELLULE.taille))

        numero = f"Tableau {tableau.numero}"
        return {
            "type": "tableau",
            "ancre": self.pose(tableau.ancre),
            "numero": f"{numero} – " if tableau.legende else numero,
            "legende": self.inlines(tableau.legende, cadre),
            "poids": [c.poids for c in tableau.colonnes],
            "alignements": [c.alignement for c in tableau.colonnes],
            "entetes": encode_lignes(tableau.entetes, largeurs, cellule),
            "lignes": encode_lignes(tableau.lignes, largeurs, cellule),
            "source": False,
        }

    def image(self, image: Image) -> Donnees:
        """A picture, kept aside as a file of its own; named by rank, since its name is a partner's."""
        suite = next((s for debut, s in SIGNATURES.items() if image.donnees.startswith(debut)), "svg")
        nom = f"image-{len(self.fichiers) + 1}.{suite}"
        self.fichiers[nom] = image.donnees
        return {"fichier": nom, "alternative": sans_controles(image.alternative)}

    def signatures(self, signatures: Signatures, cadre: Cadre) -> Donnees:
        """The signature blocks, in the order of the tree."""
        return {
            "type": "signatures",
            "mention": self.inlines(signatures.mention, cadre),
            "signataires": [self.signataire(s) for s in signatures.signataires],
        }

    def signataire(self, signataire: Signataire) -> Donnees:
        """One signature block, with the address of its field in a document to sign; one field an id."""
        textes = ("id", "organisme", "representant", "qualite", "acte")
        donnees: Donnees = {c: sans_controles(getattr(signataire, c)) for c in textes}
        nom = nom_de_champ(signataire.id)
        if self.a_signer and nom and all(c.nom != nom for c in self.champs):
            self.champs.append(Champ(nom, infobulle(signataire)))
            donnees["champ"] = f"{ADRESSE}{nom}"
        return donnees


def infobulle(signataire: Signataire) -> str:
    """What is said of a field aloud: who is to sign there."""
    qui = ", ".join(filter(None, (signataire.representant, signataire.qualite)))
    return sans_controles(f"Signature : {signataire.organisme}" + (f" ({qui})" if qui else ""))


def sans_controles(texte: str) -> str:
    """`texte` with its control characters made visible; PDF/A refuses them, and nothing may vanish silently."""
    if CONTROLES.search(texte) is None:
        return texte
    return CONTROLES.sub(lambda c: f"\u00abU+{ord(c.group()):04X}\u00bb", texte)
