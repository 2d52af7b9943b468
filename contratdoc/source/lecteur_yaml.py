"""YAML text to a tree of texts with positions, from the C parser's events.

The events are read one by one with a stack of our own: depth is bounded, aliases, anchors and tags are seen before
anything is built, duplicate keys are kept and reported, and no scalar is ever interpreted (`no` stays a text: the
schema decides). YAML 1.2, https://yaml.org/spec/1.2.2/.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.source.arbre import Arbre, Position, TexteSitue, Valeur
from contratdoc.source.texte import lire_texte

PROFONDEUR_MAX = 32
VALEURS_MAX = 100_000

_MESSAGES = (
    ("did not find expected key", "Retrait ou ponctuation inattendue : une clé « nom: » était attendue ici."),
    ("could not find expected ':'", "Il manque « : » après cette clé."),
    ("mapping values are not allowed", "« : » inattendu : mettez le texte entre guillemets doubles."),
    ("found character '\\t'", "Une tabulation ne peut pas servir de retrait : remplacez-la par des espaces."),
    ("found character that cannot start", "Ce caractère ne peut pas commencer une valeur : mettez des guillemets."),
    ("found unexpected end of stream", "Le fichier s'arrête au milieu d'un texte entre guillemets."),
    ("did not find expected '-'", "Retrait inattendu dans une liste : un tiret « - » était attendu ici."),
    ("did not find expected ',' or", "Liste entre crochets ou accolades mal fermée : « , » ou sa fin était attendue."),
    ("found undefined alias", "Un texte qui commence par « * » se met entre guillemets."),
    ("found unknown escape", "Séquence « \\ » inconnue entre guillemets doubles : doublez la barre « \\\\ »."),
    ("block sequence entries are not allowed", "Une liste ne peut pas commencer ici : passez à la ligne suivante."),
)
_NULS = frozenset({"", "~", "null"})


def lire_yaml(octets: bytes, fichier: str) -> Resultat[Arbre]:
    """Read one YAML document.

    Args:
        octets: The file's content.
        fichier: Its name, as shown in diagnostics.

    Returns:
        The tree, or None when the file cannot be read as one mapping; with every fault that could be seen.
    """
    lu = lire_texte(octets, fichier)
    if lu.valeur is None:
        return Resultat(None, lu.diagnostics)
    constructeur = _Constructeur(fichier)
    try:
        for evenement in YAML(typ="safe").parse(lu.valeur):
            constructeur.recevoir(evenement)
    except _Abandon:
        pass
    except MarkedYAMLError as e:
        constructeur.fautes.append(_faute_de_syntaxe(e, fichier))
    except (YAMLError, ValueError, RecursionError) as e:
        constructeur.fautes.append(erreur("CD010", f"Fichier YAML illisible : {type(e).__name__}.", Place(fichier)))
    if constructeur.fautes:
        return Resultat(None, tuple(constructeur.fautes))
    return constructeur.conclure()


def _faute_de_syntaxe(e: MarkedYAMLError, fichier: str) -> Diagnostic:
    marque = e.problem_mark or e.context_mark
    place = Place(fichier, marque.line + 1, marque.column + 1) if marque is not None else Place(fichier)
    probleme = str(e.problem or e.context or "")
    message = next((m for motif, m in _MESSAGES if motif in probleme), "Cette ligne n'est pas du YAML lisible.")
    autres: tuple[tuple[Place, str], ...] = ()
    if e.context_mark is not None and e.context_mark.line != getattr(marque, "line", None):
        autres = ((Place(fichier, e.context_mark.line + 1, e.context_mark.column + 1), "l'élément commence ici"),)
    aide = "Vérifiez le retrait et les guillemets de cette ligne et de la précédente."
    return erreur("CD010", message, place, aide, autres=autres)


class _Abandon(Exception):
    """Reading on would serve nobody: the file is far too deep or too large."""


class _Niveau:
    """A mapping or a list being read."""

    __slots__ = ("attente", "cle", "place_cle", "position", "valeur")

    def __init__(self, valeur: list[Valeur] | dict[str, Valeur], position: Position) -> None:
        self.valeur = valeur
        self.position = position
        self.cle: str | None = None
        self.place_cle = (0, 0)
        self.attente = True  # a mapping: the next scalar is a key


class _Constructeur:
    def __init__(self, fichier: str) -> None:
        self.fichier = fichier
        self.fautes: list[Diagnostic] = []
        self.pile: list[_Niveau] = []
        self.racine: tuple[Valeur, Position] | None = None
        self.documents = 0
        self.nombre = 0

    def recevoir(self, e: Any) -> None:
        nom = type(e).__name__
        if nom == "ScalarEvent":
            self._marques(e)
            self._scalaire(e)
        elif nom in ("MappingStartEvent", "SequenceStartEvent"):
            self._marques(e)
            self._ouvrir(e, {} if nom == "MappingStartEvent" else [])
        elif nom in ("MappingEndEvent", "SequenceEndEvent"):
            niveau = self.pile.pop()
            self._poser(niveau.valeur, niveau.position)
        elif nom == "AliasEvent":
            self._refus("CD011", f"Renvoi YAML « *{e.anchor} » refusé : écrivez la valeur en toutes lettres.", e)
            self._poser(None, self._position(e))
        elif nom == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self._refus("CD014", "Un seul document YAML par fichier : retirez la ligne « --- ».", e)
                raise _Abandon

    def conclure(self) -> Resultat[Arbre]:
        if self.racine is None or self.racine[0] is None:
            return Resultat(None, (erreur("CD015", "Le fichier est vide.", Place(self.fichier)),))
        valeur, position = self.racine
        if not isinstance(valeur, dict):
            message = "Le fichier doit être une suite de lignes « clé: valeur »."
            return Resultat(None, (erreur("CD015", message, Place(self.fichier, position.ligne, position.colonne)),))
        return Resultat(Arbre(self.fichier, valeur, position))

    def _marques(self, e: Any) -> None:
        if e.anchor is not None:
            self._refus("CD011", f"Ancre YAML « &{e.anchor} » refusée : écrivez la valeur en toutes lettres.", e)
        if e.tag is not None:
            self._refus("CD012", "Étiquette YAML « ! » refusée : mettez le texte entre guillemets.", e)

    def _refus(self, code: str, message: str, e: Any, *, autres: tuple[tuple[Place, str], ...] = ()) -> None:
        place = Place(self.fichier, e.start_mark.line + 1, e.start_mark.column + 1)
        self.fautes.append(erreur(code, message, place, autres=autres))

    @staticmethod
    def _position(e: Any) -> Position:
        return Position(e.start_mark.line + 1, e.start_mark.column + 1)

    def _ouvrir(self, e: Any, valeur: list[Valeur] | dict[str, Valeur]) -> None:
        haut = self.pile[-1] if self.pile else None
        if haut is not None and isinstance(haut.valeur, dict) and haut.attente:
            self._refus("CD016", "Une clé doit être un simple mot.", e)
            raise _Abandon
        if len(self.pile) >= PROFONDEUR_MAX:
            self._refus("CD013", f"Trop de niveaux imbriqués (plus de {PROFONDEUR_MAX}).", e)
            raise _Abandon
        self.pile.append(_Niveau(valeur, self._position(e)))

    def _scalaire(self, e: Any) -> None:
        self.nombre += 1
        if self.nombre > VALEURS_MAX:
            self._refus("CD013", f"Trop de valeurs dans ce fichier (plus de {VALEURS_MAX}).", e)
            raise _Abandon
        haut = self.pile[-1] if self.pile else None
        if haut is not None and isinstance(haut.valeur, dict) and haut.attente:
            self._cle(haut, e)
            return
        position = self._position(e)
        if not e.style and e.value in _NULS:
            self._poser(None, position)
            return
        self._poser(self._situer(e, position, haut), position)

    def _situer(self, e: Any, position: Position, haut: _Niveau | None) -> TexteSitue:
        if e.style not in ("|", ">"):
            return TexteSitue.poser(e.value, Place(self.fichier, position.ligne, position.colonne))
        # The text starts on the next line; its indent is not in the marks: the usual two columns are shown.
        decalage = haut.position.colonne + 1 if haut is not None else 2
        return TexteSitue.poser(e.value, Place(self.fichier, position.ligne + 1, 1), decalage)

    def _cle(self, haut: _Niveau, e: Any) -> None:
        haut.cle, haut.attente = e.value, False
        haut.place_cle = (e.start_mark.line + 1, e.start_mark.column + 1)
        deja = haut.position.enfants.get(e.value)
        if deja is not None and deja.cle is not None:
            premiere = ((Place(self.fichier, *deja.cle), "première fois ici"),)
            self._refus("CD017", f"La clé « {e.value} » est écrite deux fois.", e, autres=premiere)

    def _poser(self, valeur: Valeur, position: Position) -> None:
        if not self.pile:
            self.racine = (valeur, position)
            return
        haut = self.pile[-1]
        if isinstance(haut.valeur, list):
            haut.position.enfants[len(haut.valeur)] = position
            haut.valeur.append(valeur)
        elif haut.cle is not None:
            position.cle = haut.place_cle
            haut.valeur[haut.cle] = valeur
            haut.position.enfants[haut.cle] = position
            haut.cle, haut.attente = None, True
