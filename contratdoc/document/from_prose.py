"""Prose to blocks: values printed, notes numbered, tables totalled, headings put at their place in the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.diagnostics import erreur
from contratdoc.document.expressions import Expression, ExpressionFautive, Genre, analyser
from contratdoc.document.noeuds import (
    Alignement,
    AppelNote,
    Bloc,
    Cellule,
    Citation,
    Colonne,
    Element,
    Image,
    Inline,
    Inlines,
    Lien,
    Ligne,
    Liste,
    Manque,
    MarqueListe,
    Paragraphe,
    Texte,
)
from contratdoc.document.redacteur import Redacteur, composer_inlines, texte_de
from contratdoc.document.sommes import ColonneNonAdditive, additionner
from contratdoc.document.typographie import composer_texte
from contratdoc.document.valeurs import imprimer
from contratdoc.source.images import chemin_sur
from contratdoc.source.prose import (
    PBloc,
    PCitation,
    PImage,
    PInlines,
    PLien,
    PListe,
    PNote,
    PParagraphe,
    PRenvoi,
    Prose,
    PTableau,
    PTexte,
    PTitre,
    PValeur,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contratdoc.document.noeuds import Tableau

TOTAL = "total"
_LARGEUR_CELLULE = (6, 44)  # characters: no column is weighed below or above

Generateur: TypeAlias = "Callable[[Redacteur, Expression], None]"


@dataclass(slots=True)
class LecteurProse:
    """Writes one text with a pen.

    Attributes:
        generer: Writes a generated block (`{{ tableau.quartiers }}`).
        citation: True inside a quotation, which typography leaves alone.
    """

    plume: Redacteur
    prose: Prose
    generer: Generateur | None = None
    citation: bool = False

    def ecrire(self, niveau: int, precedent: int = 0) -> None:
        """Append the whole text; its `#` headings stand at level `niveau`, after one of level `precedent`."""
        avant = self.plume.niveau
        for bloc in self.prose.blocs:
            if isinstance(bloc, PTitre):
                self._titre(bloc, niveau, precedent)
                precedent = bloc.niveau
                # The headings of a generated block stand just below the one that it follows.
                self.plume.niveau = niveau + precedent - 1
            elif not self._genere(bloc):
                self.plume.blocs.extend(self._bloc(bloc))
        self.plume.niveau = avant

    def blocs(self) -> tuple[Bloc, ...]:
        """Return the blocks of a text without headings, for a list item or a cell."""
        return self._suite(self.prose.blocs)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _titre(self, bloc: PTitre, niveau: int, precedent: int) -> None:
        absolu = niveau + bloc.niveau - 1
        if bloc.niveau > precedent + 1:
            message = "Titre mal placé : un niveau de titre est sauté."
            aide = f"Écrivez « {'#' * (precedent + 1)} » devant ce titre."
            self.plume.fautes.append(erreur("CD304", message, bloc.place, aide))
        self.plume.titre(self._contenu(bloc.contenu), absolu, ancre=bloc.ancre, place=bloc.place)

    def _genere(self, bloc: PBloc) -> bool:
        """Write a paragraph that is only a block expression; say whether it was one."""
        if self.generer is None or not isinstance(bloc, PParagraphe) or len(bloc.contenu) != 1:
            return False
        seul = bloc.contenu[0]
        if not isinstance(seul, PValeur):
            return False
        try:
            expression = analyser(seul.expression)
            if expression.genre is not Genre.BLOC:
                return False
            self.generer(self.plume, expression)
        except ExpressionFautive as e:
            self.plume.lacune("CD311", e.message, seul.place, e.aide)
            if self.plume.brouillon:
                self.plume.manque(f"Bloc absent : {seul.expression}.")
        return True

    def _suite(self, blocs: Iterable[PBloc]) -> tuple[Bloc, ...]:
        return tuple(b for bloc in blocs for b in self._bloc(bloc))

    def _bloc(self, bloc: PBloc) -> tuple[Bloc, ...]:
        match bloc:
            case PParagraphe():
                return (Paragraphe(self._composer(bloc.contenu)),)
            case PListe():
                return (self._liste(bloc),)
            case PCitation():
                dehors, self.citation = self.citation, True
                citee = Citation(self._suite(bloc.blocs))
                self.citation = dehors
                return (citee,)
            case PTableau():
                return (self._tableau(bloc),)
            case PImage():
                return self._image(bloc)
            case PTitre():
                message = "Un titre ne peut pas être dans une liste, une citation ou un engagement."
                self.plume.fautes.append(erreur("CD304", message, bloc.place))
                return ()

    def _liste(self, bloc: PListe) -> Liste:
        marque = MarqueListe.NUMERO if bloc.ordonnee else MarqueListe.PUCE
        elements = tuple(
            Element(
                self._suite(blocs),
                str(bloc.depart + i) if bloc.ordonnee else "",
            )
            for i, blocs in enumerate(bloc.elements)
        )
        return Liste(elements, marque, bloc.depart)

    def _image(self, bloc: PImage) -> tuple[Bloc, ...]:
        chemin = chemin_sur(bloc.chemin)
        if chemin is None:
            message = f"L'image « {bloc.chemin[:80]} » est hors du dossier."
            aide = "Placez-la dans modeles/images et écrivez « images/nom.png »."
            self.plume.fautes.append(erreur("CD314", message, bloc.place, aide))
            return ()
        nom = f"modeles/{chemin}"
        lue = self.plume.contrat.images.get(nom)
        if lue is None:
            message = f"L'image « {nom} » n'existe pas ou n'a pas pu être lue."
            self.plume.lacune("CD314", message, bloc.place)
            return (Manque(composer_texte(f"Image absente : {bloc.alternative}.")),)
        alternative = composer_texte(bloc.alternative)
        return (Image(nom, lue.donnees, alternative, lue.largeur, lue.hauteur),)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _tableau(self, bloc: PTableau) -> Tableau:
        largeur = len(bloc.entete)
        # Caption, header, rows: notes are numbered in the order in which they are read.
        legende = self._contenu(bloc.legende)
        entetes = tuple(self._composer(c) for c in bloc.entete)
        chiffres: list[list[str]] = [[] for _ in bloc.entete]
        lignes = [self._ligne(ligne, chiffres, bloc) for ligne in bloc.lignes]
        totaux = [any(_est_total(c) for c in ligne) for ligne in bloc.lignes]
        poids = _poids([entetes, *lignes], largeur)
        colonnes = tuple(Colonne(p, Alignement(a)) for p, a in zip(poids, bloc.alignements, strict=True))
        return self.plume.faire_tableau(
            legende,
            colonnes,
            (Ligne(tuple(Cellule((Paragraphe(e),) if e else (), entete=True) for e in entetes)),),
            (
                Ligne(tuple(Cellule((Paragraphe(c),) if c else ()) for c in ligne), total)
                for ligne, total in zip(lignes, totaux, strict=True)
            ),
            ancre=bloc.ancre,
            place=bloc.place,
        )

    def _ligne(self, ligne: tuple[PInlines, ...], chiffres: list[list[str]], bloc: PTableau) -> tuple[Inlines, ...]:
        """Write a row; `chiffres` holds the texts of the rows above, column by column, totals left out."""
        if any(_est_total(c) for c in ligne):
            return tuple(
                self._total(c, chiffres[i], bloc) if _est_total(c) else self._composer(c) for i, c in enumerate(ligne)
            )
        contenus = [self._contenu(c) for c in ligne]
        for colonne, contenu in zip(chiffres, contenus, strict=True):
            colonne.append(texte_de(contenu))
        return tuple(self._mettre_en_forme(c) for c in contenus)

    def _total(self, contenu: PInlines, au_dessus: list[str], bloc: PTableau) -> Inlines:
        try:
            return composer_inlines((Texte(additionner(au_dessus)),))
        except ColonneNonAdditive as e:
            place = contenu[0].place if isinstance(contenu[0], PValeur) else bloc.place
            self.plume.fautes.append(erreur("CD313", f"Cette colonne ne s'additionne pas : {e}.", place))
            return ()

    # --- inline ---------------------------------------------------------------------------------------------------

    def _composer(self, contenu: PInlines) -> Inlines:
        return self._mettre_en_forme(self._contenu(contenu))

    def _mettre_en_forme(self, inlines: Inlines) -> Inlines:
        # A marked quotation is printed as it was said.
        return inlines if self.citation else composer_inlines(inlines)

    def _contenu(self, contenu: PInlines) -> Inlines:
        sortie: list[Inline] = []
        for i in contenu:
            match i:
                case PTexte():
                    sortie.append(Texte(i.texte, i.gras, i.italique))
                case PLien():
                    sortie.append(Lien(i.adresse, tuple(Texte(t.texte, t.gras, t.italique) for t in i.contenu)))
                case PRenvoi():
                    sortie.append(self.plume.ancres.attendre(i.cible, i.place))
                case PValeur():
                    sortie.append(self._valeur(i))
                case PNote():
                    sortie.append(self._note(i))
        return tuple(sortie)

    def _valeur(self, valeur: PValeur) -> Texte:
        try:
            return Texte(self._imprimer(valeur.expression), valeur.gras, valeur.italique)
        except ExpressionFautive as e:
            self.plume.lacune("CD311", e.message, valeur.place, e.aide)
            return Texte(f"[valeur absente : {valeur.expression}]", gras=True)

    def _imprimer(self, texte: str) -> str:
        if texte == TOTAL:
            raise ExpressionFautive("« total » ne s'écrit que dans la dernière ligne d'un tableau.")
        expression = analyser(texte)
        if expression.genre is Genre.BLOC:
            raise ExpressionFautive("Ce bloc doit être seul dans son paragraphe.")
        return imprimer(expression, self.plume.contrat)

    def _note(self, appel: PNote) -> AppelNote:
        # The reader has refused calls without a note, notes without a call, and calls inside a note.
        self.plume.notes += 1
        return AppelNote(self.plume.notes, self._suite(dict(self.prose.notes)[appel.nom]))


def _est_total(contenu: PInlines) -> bool:
    return len(contenu) == 1 and isinstance(contenu[0], PValeur) and contenu[0].expression == TOTAL


def _poids(lignes: list[tuple[Inlines, ...]], largeur: int) -> list[float]:
    """Weigh the columns by their longest cell, within bounds, so that figures take no more than they need."""
    bas, haut = _LARGEUR_CELLULE
    poids: list[float] = []
    for i in range(largeur):
        textes = [texte_de(ligne[i]) for ligne in lignes if i < len(ligne)]
        long = max((len(t) for t in textes), default=bas)
        mot = max((len(m) for t in textes for m in t.split()), default=bas)
        poids.append(float(max(bas, mot + 2, min(long, haut))))
    return poids
