"""Markdown text to prose: a strict subset of CommonMark; whatever is outside it is an error with its line.

Admitted: headings, paragraphs, nested lists, emphasis, links, pipe tables, quotes, images with a text alternative,
footnotes; in the main text only, `{{ … }}`. Character entities, HTML and most backslash escapes are not read: these
characters come out as typed.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.source.prose import (
    PBloc,
    PCitation,
    PImage,
    PInline,
    PInlines,
    PListe,
    PLien,
    PNote,
    PParagraphe,
    PRenvoi,
    Prose,
    PTableau,
    PTexte,
    PTitre,
    PValeur,
)

_VALEUR = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_OUVERTE = re.compile(r"\{\{|\{%|%\}|\}\}")
_MARQUE = re.compile("\x02(\\d+)\x03")
_ANCRE = re.compile(r"\s*\{#([a-z0-9][a-z0-9-]*)\}\s*$")
_LEGENDE = re.compile(r"^Tableau\s?:\s+")
_NIVEAUX_MAX = 16
_ECHAPPABLES = frozenset("*_[]{}#>+-.|!")
_REFUSES = {
    "fence": "Bloc de code « ``` » non admis dans un contrat.",
    "hr": "Trait de séparation non admis : retirez la ligne « --- ».",
    "code_inline": "Code entre accents graves « ` » non admis : écrivez le texte simplement.",
    "html_block": "Balise HTML non admise.",
}


def lire_markdown(texte: str, place: Place, *, valeurs: bool = False, decalage: int = 0) -> Resultat[Prose]:
    """Read a Markdown text.

    Args:
        texte: The text.
        place: Where its first line stands in its file.
        valeurs: True where `{{ … }}` prints a value (main text); elsewhere it is literal text.
        decalage: Columns by which every line is indented in the file (a YAML block).

    Returns:
        The prose, with every construct that is not admitted.
    """
    lecteur = _Lecteur(place, decalage)
    blocs = lecteur.lire(lecteur.extraire_valeurs(texte) if valeurs else texte)
    return Resultat(Prose(texte, blocs, tuple(lecteur.notes)), tuple(lecteur.fautes))


def _echappement(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's rule signature
    r"""Read `\*` as `*` before a mark of our subset only, so that any other backslash comes out as typed."""
    suivant = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or suivant not in _ECHAPPABLES or not suivant:
        return False
    if not silent:
        state.pending += suivant
    state.pos += 2
    return True


@cache
def _analyseur() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    md.disable(["code", "reference", "html_block", "html_inline", "lheading", "entity"])
    # Deeper text would be dropped without a word: it is parsed, then refused.
    md.options["maxNesting"] = 200
    md.inline.ruler.at("escape", _echappement)
    md.core.ruler.disable(["normalize", "text_join", "footnote_tail"], ignoreInvalid=True)
    # Link addresses are checked here, with a diagnostic, instead of being left as text without a word.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md


class _Lecteur:
    def __init__(self, place: Place, decalage: int) -> None:
        self.base = place
        self.decalage = decalage
        self.fautes: list[Diagnostic] = []
        self.valeurs: list[tuple[str, Place]] = []
        self.notes: list[tuple[str, tuple[PBloc, ...]]] = []
        self.jetons: list[Token] = []
        self.i = 0

    # --- places ---------------------------------------------------------------------------------------------------

    def place(self, ligne: int, colonne: int = 1) -> Place:
        """Return the place of a line of the text, counted from 0."""
        return Place(self.base.fichier, self.base.ligne + ligne, colonne + self.decalage)

    def refuser(self, code: str, message: str, place: Place, aide: str = "") -> None:
        self.fautes.append(erreur(code, message, place, aide))

    # --- {{ … }} --------------------------------------------------------------------------------------------------

    def extraire_valeurs(self, texte: str) -> str:
        """Put each `{{ … }}` aside before Markdown sees it: a `|` in it must not cut a table's cell."""

        def garder(m: re.Match[str]) -> str:
            place = self._place_de(texte, m.start())
            self.valeurs.append((m[1].strip(), place))
            return f"\x02{len(self.valeurs) - 1}\x03" + "\n" * m[0].count("\n")

        reste = _VALEUR.sub(garder, texte)
        for m in _OUVERTE.finditer(reste):
            aide = "Écrivez « {{ nom.de.la.valeur }} » sur une ligne, ou « \\{\\{ » pour des accolades."
            self.refuser("CD310", f"« {m[0]} » seul : il manque l'autre moitié.", self._place_de(reste, m.start()), aide)
        return reste

    def _place_de(self, texte: str, position: int) -> Place:
        return self.place(texte.count("\n", 0, position), position - texte.rfind("\n", 0, position))

    # --- blocks ---------------------------------------------------------------------------------------------------

    def lire(self, texte: str) -> tuple[PBloc, ...]:
        env: dict[str, object] = {}
        self.jetons = _analyseur().parse(texte, env)
        profond = next((j for j in self.jetons if j.level > _NIVEAUX_MAX), None)
        if profond is not None:
            ligne = profond.map[0] if profond.map else 0
            self.refuser("CD308", "Listes ou citations trop imbriquées.", self.place(ligne))
            return ()
        return self._legendes(self._blocs(None))

    def _blocs(self, fin: str | None) -> tuple[PBloc, ...]:
        blocs: list[PBloc] = []
        while self.i < len(self.jetons):
            jeton = self.jetons[self.i]
            self.i += 1
            if jeton.type == fin:
                break
            bloc = self._bloc(jeton)
            if bloc is not None:
                blocs.append(bloc)
        return tuple(blocs)

    def _bloc(self, jeton: Token) -> PBloc | None:
        ligne = jeton.map[0] if jeton.map else 0
        match jeton.type:
            case "paragraph_open":
                return self._paragraphe(ligne)
            case "heading_open":
                return self._titre(jeton, ligne)
            case "bullet_list_open":
                return PListe(ordonnee=False, depart=1, elements=self._elements("bullet_list_close"))
            case "ordered_list_open":
                depart = int(jeton.attrs.get("start", 1))
                return PListe(ordonnee=True, depart=depart, elements=self._elements("ordered_list_close"))
            case "blockquote_open":
                return PCitation(self._blocs("blockquote_close"))
            case "table_open":
                return self._tableau(ligne)
            case "footnote_reference_open":
                self._note(jeton)
            case "fence" | "hr" | "html_block":
                self.refuser("CD301", _REFUSES[jeton.type], self.place(ligne))
            case _:  # pragma: no cover - every block rule that is enabled is read above
                self.refuser("CD301", f"Élément Markdown non admis : {jeton.type}.", self.place(ligne))
        return None

    def _paragraphe(self, ligne: int) -> PBloc | None:
        enfants = self._inline()
        self.i += 1
        images = [e for e in enfants if e.type == "image"]
        if images and len(enfants) == 1:
            return self._image(images[0], ligne)
        contenu = self._contenu(enfants, ligne)
        return PParagraphe(contenu, self.place(ligne)) if contenu else None

    def _inline(self) -> list[Token]:
        enfants = self.jetons[self.i].children or []
        self.i += 1
        return enfants

    def _titre(self, jeton: Token, ligne: int) -> PTitre:
        contenu, ancre = _detacher_ancre(self._contenu(self._inline(), ligne))
        self.i += 1
        if not contenu:
            self.refuser("CD304", "Titre vide.", self.place(ligne))
        return PTitre(int(jeton.tag[1:]), contenu, ancre, self.place(ligne))

    def _elements(self, fin: str) -> tuple[tuple[PBloc, ...], ...]:
        elements: list[tuple[PBloc, ...]] = []
        while self.jetons[self.i].type != fin:
            self.i += 1  # list_item_open
            elements.append(self._blocs("list_item_close"))
        self.i += 1
        return tuple(elements)

    def _note(self, jeton: Token) -> None:
        nom = str(jeton.meta["label"])
        if any(nom == autre for autre, _ in self.notes):
            self.refuser("CD303", f"Note « [^{nom}] » écrite deux fois.", self.place(jeton.map[0] if jeton.map else 0))
        self.notes.append((nom, self._blocs("footnote_reference_close")))

    def _image(self, jeton: Token, ligne: int) -> PImage:
        if not jeton.content.strip():
            aide = "Écrivez entre les crochets ce que l'image montre : ![Plan du quartier](plan.png)."
            self.refuser("CD305", "Image sans texte de remplacement.", self.place(ligne), aide)
        return PImage(str(jeton.attrs["src"]), jeton.content, self.place(ligne))

    def _tableau(self, ligne: int) -> PTableau:
        alignements: list[str] = []
        rangs: list[tuple[PInlines, ...]] = []
        rang: list[PInlines] = []
        ici = ligne
        while (jeton := self.jetons[self.i]).type != "table_close":
            self.i += 1
            if jeton.type == "tr_open":
                rang, ici = [], jeton.map[0] if jeton.map else ici
            elif jeton.type == "tr_close":
                rangs.append(tuple(rang))
            elif jeton.type in ("th_open", "td_open"):
                if not rangs:
                    alignements.append(_alignement(jeton))
                rang.append(self._contenu(self._inline(), ici))
        self.i += 1
        return PTableau((), "", tuple(alignements), rangs[0], tuple(rangs[1:]), self.place(ligne))

    def _legendes(self, blocs: tuple[PBloc, ...]) -> tuple[PBloc, ...]:
        """Give each table the caption paragraph « Tableau : … » that precedes it."""
        sortie: list[PBloc] = []
        for bloc in blocs:
            dernier = sortie[-1] if sortie else None
            if isinstance(bloc, PTableau) and isinstance(dernier, PParagraphe) and _est_legende(dernier):
                legende, ancre = _detacher_ancre(_sans_prefixe(dernier.contenu))
                sortie[-1] = PTableau(
                    legende, ancre, bloc.alignements, bloc.entete, bloc.lignes, bloc.place
                )
                continue
            if isinstance(bloc, PTableau):
                aide = "Écrivez juste avant le tableau un paragraphe « Tableau : sa légende »."
                self.fautes.append(erreur("CD306", "Tableau sans légende.", bloc.place, aide))
            sortie.append(bloc)
        return tuple(sortie)

    # --- inline ---------------------------------------------------------------------------------------------------

    def _contenu(self, enfants: list[Token], ligne: int) -> PInlines:
        sortie: list[PInline] = []
        gras = italique = 0
        adresse = ""
        dehors: list[PInline] = []
        for e in enfants:
            match e.type:
                case "text":
                    self._texte(sortie, e.content, gras=gras > 0, italique=italique > 0)
                case "softbreak" | "hardbreak":
                    ligne += 1
                    _ajouter(sortie, PTexte(" ", gras > 0, italique > 0))
                case "strong_open" | "strong_close":
                    gras += 1 if e.nesting == 1 else -1
                case "em_open" | "em_close":
                    italique += 1 if e.nesting == 1 else -1
                case "link_open":
                    dehors, sortie, adresse = sortie, [], str(e.attrs["href"])
                case "link_close":
                    dehors.extend(self._lien(sortie, adresse, self.place(ligne)))
                    sortie = dehors
                case "footnote_ref":
                    sortie.append(PNote(str(e.meta["label"]), self.place(ligne)))
                case "code_inline":
                    self.refuser("CD301", _REFUSES["code_inline"], self.place(ligne))
                case "image":
                    message = "Une image doit être seule dans son paragraphe."
                    self.refuser("CD305", message, self.place(ligne))
                case _:  # pragma: no cover - every inline rule that is enabled is read above
                    self.refuser("CD301", f"Élément Markdown non admis : {e.type}.", self.place(ligne))
        return tuple(sortie)

    def _texte(self, sortie: list[PInline], texte: str, *, gras: bool, italique: bool) -> None:
        if "\x02" not in texte:
            _ajouter(sortie, PTexte(texte, gras, italique))
            return
        for rang, morceau in enumerate(_MARQUE.split(texte)):
            if rang % 2:
                expression, place = self.valeurs[int(morceau)]
                sortie.append(PValeur(expression, place, gras, italique))
            else:
                _ajouter(sortie, PTexte(morceau, gras, italique))

    def _lien(self, contenu: list[PInline], adresse: str, place: Place) -> tuple[PInline, ...]:
        textes = tuple(p for p in contenu if isinstance(p, PTexte))
        if adresse.startswith("#"):
            if contenu:
                aide = "Laissez les crochets vides : [](#…) ; le titre et le numéro sont calculés."
                self.refuser("CD307", "Un renvoi interne n'a pas de texte à lui.", place, aide)
            return (PRenvoi(adresse[1:], place),)
        if not re.match(r"(https?://|mailto:)\S+$", adresse):
            aide = "Une adresse commence par https://, http:// ou mailto: ; un renvoi interne par #."
            self.refuser("CD302", f"Adresse de lien non admise : « {adresse[:80]} ».", place, aide)
        elif len(textes) != len(contenu):
            self.refuser("CD302", "Le texte d'un lien doit être un simple texte.", place)
        return (PLien(adresse, textes or (PTexte(adresse),)),)


def _alignement(jeton: Token) -> str:
    style = str(jeton.attrs.get("style", ""))
    return "droite" if "right" in style else "centre" if "center" in style else "gauche"


def _ajouter(sortie: list[PInline], texte: PTexte) -> None:
    if not texte.texte:
        return
    dernier = sortie[-1] if sortie else None
    if isinstance(dernier, PTexte) and (dernier.gras, dernier.italique) == (texte.gras, texte.italique):
        sortie[-1] = PTexte(dernier.texte + texte.texte, texte.gras, texte.italique)
    else:
        sortie.append(texte)


def _detacher_ancre(contenu: PInlines) -> tuple[PInlines, str]:
    dernier = contenu[-1] if contenu else None
    if not isinstance(dernier, PTexte) or (m := _ANCRE.search(dernier.texte)) is None:
        return contenu, ""
    reste = dernier.texte[: m.start()]
    debut = contenu[:-1]
    return (*debut, PTexte(reste, dernier.gras, dernier.italique)) if reste else debut, m[1]


def _est_legende(p: PParagraphe) -> bool:
    return isinstance(p.contenu[0], PTexte) and _LEGENDE.match(p.contenu[0].texte) is not None


def _sans_prefixe(contenu: PInlines) -> PInlines:
    premier = contenu[0]
    assert isinstance(premier, PTexte)
    reste = _LEGENDE.sub("", premier.texte, count=1)
    return (PTexte(reste, premier.gras, premier.italique), *contenu[1:]) if reste else contenu[1:]
