"""Turns of phrase of acts: quotations and their guillemets, « le mot » or « les mots », how a party is designated."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.document.francais import Groupe, cardinal, le_nom, minuscule, organisme
from contratdoc.document.lieux import alineas_du_bloc, nature_du_bloc
from contratdoc.document.noeuds import Liste, Paragraphe, Texte
from contratdoc.document.redacteur import composer_inlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from contratdoc.avenants.canonique import Arbre
    from contratdoc.document.noeuds import Bloc, Inlines

BLANC = "…………………………………"
"""What is left to fill by hand."""

OUVRANT, FERMANT = Texte("«\u00a0"), Texte("\u00a0»")
_NOMBRE = re.compile(r"^[\d\s.,\u00a0\u202f]+$")


def remplaces(ecrire: Callable[[str], Inlines], ancien: str, nouveau: str) -> list[str | Inlines]:
    """Say that words are replaced, deleted, or put after or before others.

    Args:
        ecrire: Writes words of the contract in the line.
        ancien: The words that go, or by which others are put.
        nouveau: The words in their place; empty when they are deleted.

    Returns:
        « les mots : « a » sont remplacés par les mots : « b » », to be joined into a sentence.
    """
    if not nouveau:
        groupe = mots_de(ancien)
        return [f"{groupe.le()} : ", *_cites(ecrire(ancien)), f" {groupe.est('supprimé')}"]
    ajoute, ou = "", ""
    if nouveau.startswith(f"{ancien} "):
        ajoute, ou = nouveau[len(ancien) :].strip(), "après"
    elif nouveau.endswith(f" {ancien}"):
        ajoute, ou = nouveau[: -len(ancien)].strip(), "avant"
    groupe, repere = mots_de(ajoute or ancien), mots_de(ancien)
    if ajoute:
        debut: list[str | Inlines] = [f"{ou} {repere.le()} : ", *_cites(ecrire(ancien))]
        return [*debut, f", {groupe.est('inséré')} {groupe.le()} : ", *_cites(ecrire(ajoute))]
    debut = [f"{groupe.le()} : ", *_cites(ecrire(ancien))]
    return [*debut, f" {groupe.est('remplacé')} par {mots_de(nouveau).le()} : ", *_cites(ecrire(nouveau))]


def _cites(mots: Inlines) -> list[str | Inlines]:
    return [(OUVRANT,), mots, (FERMANT,)]


def est_tableau(valeur: Arbre) -> bool:
    """Say whether a unit is read as a table: rows without names, or a Markdown table."""
    if isinstance(valeur, str):
        return nature_du_bloc(valeur) == "tableau"
    return isinstance(valeur, list) and bool(valeur) and all(isinstance(v, dict) for v in valeur)


def designer_partie(partie: dict[str, Arbre]) -> str:
    """Write a party as an act does: « la Caisse…, représentée par …, présidente »."""
    nom = str(partie.get("organisme") or "")
    groupe = organisme(nom)
    represente = groupe.accorder("représenté") if groupe is not None else "représenté"
    suite = f", agissant en vertu de {partie['acte']}" if partie.get("acte") else ""
    qualite = minuscule(str(partie.get("qualite") or ""))
    return f"{le_nom(nom)}, {represente} par {partie.get('representant') or BLANC}, {qualite}{suite}"


def mots_de(texte: str) -> Groupe:
    """Name what is quoted: « le mot », « les mots », « le nombre »."""
    if _NOMBRE.match(texte):
        return Groupe("nombre")
    return Groupe("mots", pluriel=True) if len(re.findall(r"\w+", texte)) > 1 else Groupe("mot")


def sorte_de_bloc(texte: str) -> Groupe:
    """Name what a block of Markdown is, when it is inserted: « alinéa », « quatre alinéas », « tableau »."""
    sorte = nature_du_bloc(texte)
    if sorte == "alinea":
        n = len(alineas_du_bloc(texte))
        return Groupe("alinéa") if n == 1 else Groupe(f"{cardinal(n)} alinéas", pluriel=True)
    noms = {"titre": "intitulé", "legende": "intitulé de tableau", "tableau": "tableau", "genere": "tableau"}
    return Groupe("image" if sorte == "image" else noms.get(sorte, "alinéa"), feminin=sorte == "image")


def un(groupe: Groupe) -> str:
    """Write what is inserted: « un alinéa », « quatre alinéas »."""
    return groupe.texte if groupe.pluriel else groupe.un()


def phrase(*morceaux: str | Inlines) -> Paragraphe:
    """Join words and quotations into a paragraph, typography set across them."""
    inlines = [i for m in morceaux for i in ((Texte(m),) if isinstance(m, str) else m)]
    fondus: list[Texte] = []
    sortie: Inlines = ()
    for i in inlines:
        if isinstance(i, Texte) and fondus and _meme_style(fondus[-1], i):
            fondus[-1] = replace(fondus[-1], texte=fondus[-1].texte + i.texte)
        elif isinstance(i, Texte):
            fondus.append(i)
        else:
            sortie, fondus = (*sortie, *fondus, i), []
    return Paragraphe(composer_inlines((*sortie, *fondus)))


def _meme_style(a: Texte, b: Texte) -> bool:
    return (a.gras, a.italique, a.exposant) == (b.gras, b.italique, b.exposant)


def guillemets(blocs: tuple[Bloc, ...]) -> tuple[Bloc, ...]:
    """Open guillemets before the first paragraph and close them after the last; a table alone has none."""
    ouverts = _au_bout(blocs, premier=True)
    return _au_bout(ouverts, premier=False) if ouverts is not blocs else blocs


def _au_bout(blocs: tuple[Bloc, ...], *, premier: bool) -> tuple[Bloc, ...]:
    rang = 0 if premier else len(blocs) - 1
    if not blocs:
        return blocs
    match blocs[rang]:
        case Paragraphe() as p:
            contenu = (OUVRANT, *p.contenu) if premier else (*p.contenu, FERMANT)
            nouveau: Bloc = replace(p, contenu=contenu)
        case Liste() as liste:
            k = 0 if premier else len(liste.elements) - 1
            element = liste.elements[k]
            change = replace(element, blocs=_au_bout(element.blocs, premier=premier))
            nouveau = replace(liste, elements=(*liste.elements[:k], change, *liste.elements[k + 1 :]))
        case autre:
            return blocs if premier else (*blocs[:rang], autre, Paragraphe((FERMANT,)))
    return (*blocs[:rang], nouveau, *blocs[rang + 1 :])
