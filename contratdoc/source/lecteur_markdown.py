"""Markdown text to prose: a strict subset of CommonMark; whatever is outside it is an error with its line.

Admitted: headings, paragraphs, nested lists, emphasis, links, pipe tables, quotes, images with a text alternative,
footnotes; in the main text only, `{{ … }}`. Character entities, HTML and most backslash escapes are not read: these
characters come out as typed.

What would take the parser too long is refused before it runs: see `bornes`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.source.acceptations import sans_acceptations
from contratdoc.source.analyseur_markdown import NIVEAUX_MAX, analyseur
from contratdoc.source.bornes import fautes_d_emblee
from contratdoc.source.fragments import ajouter, detacher_ancre, est_legende, sans_prefixe
from contratdoc.source.prose import (
    PBloc,
    PCitation,
    PImage,
    PInline,
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
from contratdoc.source.texte import FAUTES_MAX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

# A value put aside stands between two noncharacters, which no source holds and which Markdown takes for letters.
_VALEUR = re.compile(r"\{\{([^{}\n]*)\}\}|\{\{|\{%|%\}|\}\}")
_APPEL = re.compile(r"(?<!\\)\[\^([^\]\[\s]+)\]")
_TIRETS = frozenset("|:- \t>")
_MARQUE = re.compile("\ufdd0(\\d+)\ufdd1")
_REFUSES = {
    "fence": "Bloc de code « ``` » non admis dans un contrat.",
    "hr": "Trait de séparation non admis : retirez la ligne « --- ».",
    "code_inline": "Code entre accents graves « ` » non admis : écrivez le texte simplement.",
}


def lire_markdown(
    texte: str, place: Place, *, valeurs: bool = False, decalage: int = 0, fixe: bool = False
) -> Resultat[Prose]:
    """Read a Markdown text.

    Args:
        texte: The text.
        place: Where its first line stands in its file.
        valeurs: True where `{{ … }}` prints a value (main text); elsewhere it is literal text.
        decalage: Columns by which every line is indented in the file (a YAML block).
        fixe: True when the text's lines are not those of the file: every fault stands at `place`.

    Returns:
        The prose, with every construct that is not admitted; None when the text cannot be read at all.
    """
    nu = sans_acceptations(texte)
    lecteur = _Lecteur(nu, place, decalage, fixe=fixe)
    demesures = tuple(fautes_d_emblee(nu, lecteur.place_de))
    if demesures:
        return Resultat(None, demesures)
    blocs = lecteur.lire(lecteur.extraire_valeurs() if valeurs else nu)
    return Resultat(Prose(texte, blocs, tuple(lecteur.notes.items())), tuple(lecteur.fautes))


class _Lecteur:
    """The tokens' reader: one pass, from which the tree, the footnotes and the faults come out."""

    def __init__(self, texte: str, place: Place, decalage: int, *, fixe: bool) -> None:
        self.texte = texte
        self.lignes: list[str] = []
        self.debuts = [0, *(m.end() for m in re.finditer("\n", texte))]
        self.base = place
        self.decalage = decalage
        self.fixe = fixe
        self.fautes: list[Diagnostic] = []
        self.valeurs: list[tuple[str, Place]] = []
        self.notes: dict[str, tuple[PBloc, ...]] = {}
        self.places_des_notes: dict[str, Place] = {}
        self.appels: set[str] = set()
        self.dans_note = False
        self.jetons: list[Token] = []
        self.i = 0

    # --- places ---------------------------------------------------------------------------------------------------

    def place(self, ligne: int, colonne: int = 1) -> Place:
        """Return the place of a line of the text, counted from 0."""
        if self.fixe:
            return self.base
        debut = max(self.base.colonne - 1, 0) if ligne == 0 else 0
        return Place(self.base.fichier, max(self.base.ligne, 1) + ligne, colonne + self.decalage + debut)

    def refuser(self, code: str, message: str, place: Place, aide: str = "") -> None:
        """Note a fault; beyond `FAUTES_MAX` they would teach nothing."""
        if len(self.fautes) < FAUTES_MAX:
            self.fautes.append(erreur(code, message, place, aide))

    def place_de(self, position: int) -> Place:
        """Return the place of a character of the text, counted from 0."""
        ligne = bisect_right(self.debuts, position) - 1
        return self.place(ligne, position - self.debuts[ligne] + 1)

    # --- before Markdown ------------------------------------------------------------------------------------------

    def extraire_valeurs(self) -> str:
        """Put each `{{ … }}` aside before Markdown sees it: a `|` in it must not cut a table's cell."""

        def garder(m: re.Match[str]) -> str:
            place = self.place_de(m.start())
            if m[1] is None:
                aide = "Écrivez « {{ nom.de.la.valeur }} » sur une ligne, ou « \\{\\{ » pour des accolades."
                message = "instruction non admise" if "%" in m[0] else "il manque l'autre moitié"
                self.refuser("CD310", f"« {m[0]} » : {message}.", place, aide)
                return m[0]
            self.valeurs.append((m[1].strip(), place))
            return f"\ufdd0{len(self.valeurs) - 1}\ufdd1"

        return _VALEUR.sub(garder, self.texte)

    def _en_clair(self, texte: str, place: Place) -> str:
        """Return a text that Markdown does not read (an address, a name), where no value can be printed."""
        if "\ufdd0" not in texte:
            return texte
        self.refuser("CD310", "« {{ … }} » ne s'emploie ni dans une adresse ni dans un nom ou une description.", place)
        return _MARQUE.sub("{{ … }}", texte)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def lire(self, texte: str) -> tuple[PBloc, ...]:
        """Return the blocks of a text whose values have been put aside."""
        env: dict[str, dict[str, dict[str, int]]] = {}
        self.lignes = texte.split("\n")
        self.jetons = analyseur().parse(texte, env)
        profond = next((j for j in self.jetons if j.level > NIVEAUX_MAX), None)
        if profond is not None:
            ligne = profond.map[0] if profond.map else 0
            self.refuser("CD308", "Listes ou citations trop imbriquées.", self.place(ligne))
            return ()
        blocs = self._blocs(None)
        self._verifier_notes(env.get("footnotes", {}).get("refs", {}))
        return blocs

    def _verifier_notes(self, ecrites: Mapping[str, int]) -> None:
        """Report the calls without a note, which Markdown leaves as text, and the notes without a call."""
        for m in _APPEL.finditer(self.texte):
            if f":{m[1]}" not in ecrites and "{" not in m[1]:
                aide = f"Écrivez la note dans un paragraphe à part : « [^{m[1][:40]}]: son texte »."
                self.refuser("CD303", f"La note « {m[1][:40]} » n'est pas écrite.", self.place_de(m.start()), aide)
        for nom, place in self.places_des_notes.items():
            if nom not in self.appels:
                self.refuser("CD303", f"La note « {nom[:40]} » n'est appelée nulle part : elle serait perdue.", place)

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
        return self._legendes(blocs)

    def _bloc(self, jeton: Token) -> PBloc | None:  # noqa: PLR0911 - one return a kind of block
        ligne = jeton.map[0] if jeton.map else 0
        match jeton.type:
            case "paragraph_open":
                self._tableau_manque(jeton)
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
            case "fence" | "hr":
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
        contenu, ancre, mal_formee = detacher_ancre(self._contenu(self._inline(), ligne))
        self.i += 1
        if not contenu:
            self.refuser("CD304", "Titre vide.", self.place(ligne))
        elif mal_formee:
            self._ancre_mal_formee(self.place(ligne))
        return PTitre(int(jeton.tag[1:]), contenu, ancre, self.place(ligne))

    def _ancre_mal_formee(self, place: Place) -> None:
        aide = "Elle s'écrit en minuscules sans accent, avec des tirets : « {#cadre-de-vie} »."
        self.refuser("CD304", "Ancre de titre mal formée.", place, aide)

    def _elements(self, fin: str) -> tuple[tuple[PBloc, ...], ...]:
        elements: list[tuple[PBloc, ...]] = []
        while self.jetons[self.i].type != fin:
            self.i += 1  # list_item_open
            elements.append(self._blocs("list_item_close"))
        self.i += 1
        return tuple(elements)

    def _note(self, jeton: Token) -> None:
        place = self.place(jeton.map[0] if jeton.map else 0)
        nom = self._en_clair(str(jeton.meta["label"]), place)
        if nom in self.notes:
            self.refuser("CD303", f"Note « [^{nom[:40]}] » écrite deux fois.", place)
        self.places_des_notes[nom] = place
        self.dans_note = True
        self.notes[nom] = self._blocs("footnote_reference_close")
        self.dans_note = False

    def _image(self, jeton: Token, ligne: int) -> PImage:
        place = self.place(ligne)
        self._sans_titre(jeton, place)
        if not jeton.content.strip():
            aide = "Écrivez entre les crochets ce que l'image montre : ![Plan du quartier](plan.png)."
            self.refuser("CD305", "Image sans texte de remplacement.", self.place(ligne), aide)
        chemin, alternative = self._en_clair(str(jeton.attrs["src"]), place), self._en_clair(jeton.content, place)
        return PImage(chemin, alternative, place)

    def _sans_titre(self, jeton: Token, place: Place) -> None:
        if "title" in jeton.attrs:
            message = f"Texte entre guillemets non admis après une adresse : « {str(jeton.attrs['title'])[:40]} »."
            self.refuser("CD302", message, place, "Retirez-le : il ne serait pas imprimé.")

    def _tableau(self, ligne: int) -> PTableau:
        alignements: list[str] = []
        rangs: list[tuple[PInlines, ...]] = []
        rang: list[PInlines] = []
        ici = ligne
        while (jeton := self.jetons[self.i]).type != "table_close":
            self.i += 1
            if jeton.type == "tr_open":
                rang, ici = [], jeton.map[0] if jeton.map else ici
                self._cases_en_trop(ici, len(alignements))
            elif jeton.type == "tr_close":
                rangs.append(tuple(rang))
            elif jeton.type in ("th_open", "td_open"):
                if not rangs:
                    alignements.append(_alignement(jeton))
                rang.append(self._contenu(self._inline(), ici))
        self.i += 1
        return PTableau((), "", tuple(alignements), rangs[0], tuple(rangs[1:]), self.place(ligne))

    def _cases_en_trop(self, ligne: int, colonnes: int) -> None:
        """Report the cells beyond the last column, which Markdown drops."""
        cases = escapedSplit(self.lignes[ligne].lstrip(" \t>").rstrip())
        cases = cases[not cases[0].strip() : len(cases) - (len(cases) > 1 and not cases[-1].strip())]
        if 0 < colonnes < len(cases):
            message = f"Cette ligne du tableau a {len(cases)} cases pour {colonnes} colonne{'s' * (colonnes > 1)}."
            self.refuser("CD306", message, self.place(ligne), "Un « | » dans un texte s'écrit « \\| ».")

    def _tableau_manque(self, jeton: Token) -> None:
        """Report a table that Markdown reads as a paragraph, its dashes not being as many as its columns."""
        debut, fin = jeton.map or (0, 0)
        for ligne in range(debut + 1, fin):
            if {"|", "-"} <= set(self.lignes[ligne]) <= _TIRETS:
                message = "Tableau mal formé : la ligne de tirets n'a pas autant de cases que l'en-tête."
                self.refuser("CD306", message, self.place(ligne))

    def _legendes(self, blocs: list[PBloc]) -> tuple[PBloc, ...]:
        """Give each table the caption paragraph « Tableau : … » that precedes it."""
        sortie: list[PBloc] = []
        for bloc in blocs:
            dernier = sortie[-1] if sortie else None
            if isinstance(bloc, PTableau) and isinstance(dernier, PParagraphe) and est_legende(dernier):
                legende, ancre, mal_formee = detacher_ancre(sans_prefixe(dernier.contenu))
                if mal_formee:
                    self._ancre_mal_formee(dernier.place)
                sortie[-1] = PTableau(legende, ancre, bloc.alignements, bloc.entete, bloc.lignes, bloc.place)
                continue
            if isinstance(bloc, PTableau):
                aide = "Écrivez juste avant le tableau un paragraphe « Tableau : sa légende »."
                self.refuser("CD306", "Tableau sans légende.", bloc.place, aide)
            sortie.append(bloc)
        return tuple(sortie)

    # --- inline ---------------------------------------------------------------------------------------------------

    def _contenu(self, enfants: list[Token], ligne: int) -> PInlines:  # noqa: C901 - one case a kind of token
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
                    ajouter(sortie, PTexte(" ", gras > 0, italique > 0))
                case "strong_open" | "strong_close":
                    gras += 1 if e.nesting == 1 else -1
                case "em_open" | "em_close":
                    italique += 1 if e.nesting == 1 else -1
                case "link_open":
                    self._sans_titre(e, self.place(ligne))
                    dehors, sortie, adresse = sortie, [], self._en_clair(str(e.attrs["href"]), self.place(ligne))
                case "link_close":
                    dehors.extend(self._lien(sortie, adresse, self.place(ligne)))
                    sortie = dehors
                case "footnote_ref":
                    sortie.append(self._appel(e, self.place(ligne)))
                case "code_inline":
                    self.refuser("CD301", _REFUSES["code_inline"], self.place(ligne))
                case "image":
                    message = "Une image doit être seule dans son paragraphe."
                    self.refuser("CD305", message, self.place(ligne))
                    ligne += e.content.count("\n")
                case _:  # pragma: no cover - every inline rule that is enabled is read above
                    self.refuser("CD301", f"Élément Markdown non admis : {e.type}.", self.place(ligne))
        return tuple(sortie)

    def _appel(self, jeton: Token, place: Place) -> PNote:
        nom = self._en_clair(str(jeton.meta["label"]), place)
        if self.dans_note:
            self.refuser("CD303", "Une note n'appelle pas une autre note.", place)
        self.appels.add(nom)
        return PNote(nom, place)

    def _texte(self, sortie: list[PInline], texte: str, *, gras: bool, italique: bool) -> None:
        if "\ufdd0" not in texte:
            ajouter(sortie, PTexte(texte, gras, italique))
            return
        for rang, morceau in enumerate(_MARQUE.split(texte)):
            if rang % 2:
                expression, place = self.valeurs[int(morceau)]
                sortie.append(PValeur(expression, place, gras, italique))
            else:
                ajouter(sortie, PTexte(morceau, gras, italique))

    def _lien(self, contenu: list[PInline], adresse: str, place: Place) -> tuple[PInline, ...]:
        textes = tuple(p for p in contenu if isinstance(p, PTexte))
        if adresse.startswith("#"):
            if contenu:
                aide = "Laissez les crochets vides : [](#…) ; le titre et le numéro sont calculés."
                self.refuser("CD307", "Un renvoi interne n'a pas de texte à lui.", place, aide)
            return (PRenvoi(adresse[1:], place),)
        if "{{" in adresse:
            pass  # said already
        elif not re.match(r"(https?://|mailto:)\S+$", adresse):
            aide = "Une adresse commence par https://, http:// ou mailto: ; un renvoi interne par #."
            self.refuser("CD302", f"Adresse de lien non admise : « {adresse[:80]} ».", place, aide)
        elif len(textes) != len(contenu):
            self.refuser("CD302", "Le texte d'un lien doit être un simple texte.", place)
        return (PLien(adresse, textes or (PTexte(adresse),)),)


def _alignement(jeton: Token) -> str:
    style = str(jeton.attrs.get("style", ""))
    return "droite" if "right" in style else "centre" if "center" in style else "gauche"
