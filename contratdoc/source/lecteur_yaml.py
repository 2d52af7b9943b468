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
from contratdoc.source.texte import FAUTES_MAX, caracteres_interdits, lire_texte

PROFONDEUR_MAX = 32
VALEURS_MAX = 100_000
_CLE_MAX = 100

_MESSAGES = (
    ("did not find expected key", "Retrait ou ponctuation inattendue : une clé « nom: » était attendue ici."),
    ("could not find expected ':'", "Il manque « : » après cette clé."),
    ("mapping values are not allowed", "« : » inattendu : mettez le texte entre guillemets doubles."),
    ("found a tab character", "Une tabulation ne peut pas servir de retrait : remplacez-la par des espaces."),
    ("found character that cannot start", "Ce caractère ne peut pas commencer une valeur : mettez des guillemets."),
    ("found unexpected end of stream", "Ce texte entre guillemets n'est pas refermé."),
    ("found unexpected document indicator", "Ce texte entre guillemets n'est pas refermé."),
    ("did not find expected '-'", "Retrait inattendu dans une liste : un tiret « - » était attendu ici."),
    ("did not find expected ',' or", "Crochet ou accolade mal fermés : « , » ou la fin de la liste était attendue."),
    ("did not find expected node content", "Une valeur était attendue ici."),
    ("did not find expected alphabetic", "Un texte qui commence par « * », « & » ou « ! » se met entre guillemets."),
    ("found unknown escape", "Séquence « \\ » inconnue entre guillemets doubles : doublez la barre « \\\\ »."),
    ("block sequence entries are not allowed", "Une liste ne peut pas commencer ici : passez à la ligne suivante."),
)
_APOSTROPHE = "Une apostrophe a fermé le texte entre guillemets simples : employez des guillemets doubles."
_CLE = "Une clé doit être un simple mot ; un texte qui commence par « { » ou « [ » se met entre guillemets."
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
    lignes = lu.valeur.split("\n")
    constructeur = _Constructeur(fichier, lignes)
    try:
        for evenement in YAML(typ="safe").parse(lu.valeur):
            constructeur.recevoir(evenement)
    except _Abandon:
        pass
    except MarkedYAMLError as e:
        constructeur.fautes.append(_faute_de_syntaxe(e, fichier, lignes))
    except YAMLError as e:  # pragma: no cover - the reader's own faults, which `lire_texte` has already refused
        constructeur.fautes.append(erreur("CD010", f"Fichier YAML illisible : {type(e).__name__}.", Place(fichier)))
    if constructeur.fautes:
        return Resultat(None, tuple(constructeur.fautes))
    return constructeur.conclure()


def _faute_de_syntaxe(e: MarkedYAMLError, fichier: str, lignes: list[str]) -> Diagnostic:
    """Say what the parser stumbled on; where the file ends too early, the place is where the element starts."""
    marque, debut = e.problem_mark or e.context_mark, e.context_mark
    ligne, colonne = (marque.line, marque.column) if marque is not None else (0, 0)
    reste = lignes[ligne][colonne:] if ligne < len(lignes) else ""
    probleme = str(e.problem or e.context or "")
    message = next((m for motif, m in _MESSAGES if motif in probleme), "Cette ligne n'est pas du YAML lisible.")
    autres: tuple[tuple[Place, str], ...] = ()
    a_la_fin = not reste.strip() and not any(x.strip() for x in lignes[ligne + 1 :])
    if debut is not None and (a_la_fin or "unexpected document indicator" in probleme):
        ligne, colonne = debut.line, debut.column
    elif debut is not None and debut.line != ligne:
        autres = ((Place(fichier, debut.line + 1, debut.column + 1), "l'élément commence ici"),)
    if "did not find expected key" in probleme and lignes[min(ligne, len(lignes) - 1)][:colonne].endswith("'"):
        message = _APOSTROPHE
    elif reste.startswith("\t"):
        message = next(m for motif, m in _MESSAGES if "tab" in motif)
    while ligne and (ligne >= len(lignes) or (a_la_fin and not lignes[ligne].strip())):
        ligne, colonne = ligne - 1, 0
    aide = "Vérifiez le retrait et les guillemets de cette ligne et de la précédente."
    return erreur("CD010", message, Place(fichier, ligne + 1, colonne + 1), aide, autres=autres)


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
    """The events' receiver: builds both trees, and stops at what is too deep, too large or too faulty."""

    def __init__(self, fichier: str, lignes: list[str]) -> None:
        self.fichier = fichier
        self.lignes = lignes
        self.fautes: list[Diagnostic] = []
        self.pile: list[_Niveau] = []
        self.racine: tuple[Valeur, Position] | None = None
        self.documents = 0
        self.nombre = 0

    def recevoir(self, e: Any) -> None:
        """Take one event of the C parser; its classes carry no types."""
        nom = type(e).__name__
        if nom in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "AliasEvent"):
            self.nombre += 1
            if self.nombre > VALEURS_MAX:
                self._refus("CD013", f"Trop de valeurs dans ce fichier (plus de {VALEURS_MAX}).", e)
                raise _Abandon
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
            self._refus("CD011", f"Renvoi YAML « *{e.anchor[:40]} » refusé : écrivez la valeur en toutes lettres.", e)
            self._poser(None, self._position(e))
        elif nom == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self._refus("CD014", "Un seul document YAML par fichier : retirez la ligne « --- ».", e)
                raise _Abandon

    def conclure(self) -> Resultat[Arbre]:
        """Return the tree, once every event has been received."""
        if self.racine is None or self.racine[0] is None:
            return Resultat(None, (erreur("CD015", "Le fichier est vide.", Place(self.fichier)),))
        valeur, position = self.racine
        if not isinstance(valeur, dict):
            message = "Le fichier doit être une suite de lignes « clé: valeur »."
            aide = "Une espace suit le « : », comme dans « nom: Caisse »." if isinstance(valeur, str) else ""
            place = Place(self.fichier, position.ligne, position.colonne)
            return Resultat(None, (erreur("CD015", message, place, aide),))
        return Resultat(Arbre(self.fichier, valeur, position))

    def _marques(self, e: Any) -> None:
        if e.anchor is not None:
            self._refus("CD011", f"Ancre YAML « &{e.anchor[:40]} » refusée : écrivez la valeur en toutes lettres.", e)
        if e.tag is not None:
            self._refus("CD012", "Étiquette YAML « ! » refusée : mettez le texte entre guillemets.", e)

    def _refus(self, code: str, message: str, e: Any, *, autres: tuple[tuple[Place, str], ...] = ()) -> None:
        place = Place(self.fichier, e.start_mark.line + 1, e.start_mark.column + 1)
        self.fautes.append(erreur(code, message, place, autres=autres))
        if len(self.fautes) >= FAUTES_MAX:
            raise _Abandon

    @staticmethod
    def _position(e: Any) -> Position:
        return Position(e.start_mark.line + 1, e.start_mark.column + 1)

    def _ouvrir(self, e: Any, valeur: list[Valeur] | dict[str, Valeur]) -> None:
        haut = self.pile[-1] if self.pile else None
        if haut is not None and isinstance(haut.valeur, dict) and haut.attente:
            self._refus("CD016", _CLE, e)
            raise _Abandon
        if len(self.pile) >= PROFONDEUR_MAX:
            self._refus("CD013", f"Trop de niveaux imbriqués (plus de {PROFONDEUR_MAX}).", e)
            raise _Abandon
        self.pile.append(_Niveau(valeur, self._position(e)))

    def _scalaire(self, e: Any) -> None:
        # Only an escape such as "\\x07" can still bring in what `lire_texte` refuses.
        if e.style == '"':
            ici = self._position(e)
            self.fautes += caracteres_interdits(e.value, lambda _: Place(self.fichier, ici.ligne, ici.colonne))
        haut = self.pile[-1] if self.pile else None
        if haut is not None and isinstance(haut.valeur, dict) and haut.attente:
            self._cle(haut, e)
            return
        position = self._position(e)
        if not e.style and e.value in _NULS:
            self._poser(None, position)
            return
        self._poser(self._situer(e, position), position)

    def _situer(self, e: Any, position: Position) -> TexteSitue:
        """Say where each line of the text stands in the file."""
        if e.style == "|":
            premiere, texte = next(((i, x) for i, x in enumerate(e.value.split("\n")) if x.strip()), (0, ""))
            ecrite = self.lignes[min(position.ligne + premiere, len(self.lignes) - 1)]
            return TexteSitue.poser(e.value, Place(self.fichier, position.ligne + 1, 1), len(ecrite) - len(texte))
        place = Place(self.fichier, position.ligne, position.colonne + (e.style in ("'", '"')))
        return TexteSitue.poser(e.value, place, fixe=e.start_mark.line != e.end_mark.line or "\n" in e.value)

    def _cle(self, haut: _Niveau, e: Any) -> None:
        haut.cle, haut.attente = e.value, False
        haut.place_cle = (e.start_mark.line + 1, e.start_mark.column + 1)
        if not e.value.strip():
            self._refus("CD016", "Une clé est vide : écrivez un nom devant « : ».", e)
        elif len(e.value) > _CLE_MAX or "\n" in e.value:
            self._refus("CD016", _CLE, e)
        deja = haut.position.enfants.get(e.value)
        if deja is not None and deja.cle is not None:
            premiere = ((Place(self.fichier, *deja.cle), "première fois ici"),)
            self._refus("CD017", f"La clé « {e.value[:_CLE_MAX]} » est écrite deux fois.", e, autres=premiere)

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
