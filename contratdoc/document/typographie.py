"""French typography, at render: what the author typed is read as it is and written as it should be.

The whole paragraph is corrected at once, across its runs of style: « **12** % » is a number and its unit. URLs, mail
addresses, file names and superscripts are hidden from the rules. Quotations are the caller's business: it does not
call. Source of the rules: pratique.md §9; the rules themselves: `typographie_regles`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from contratdoc.document.typographie_regles import IMPRIMERIE_NATIONALE, MASQUE, Edition, Profil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.document.noeuds import Texte

__all__ = ["IMPRIMERIE_NATIONALE", "Profil", "composer", "composer_texte"]

_DECLENCHEURS = re.compile(r"[0-9'’:;!?«».…°º§IVXMDP]")
_EXTENSIONS = "(?:pdf|docx?|odt|xlsx?|ods|csv|pptx?|md|txt|ya?ml|json|html?|xml|png|jpe?g|svg|gif|zip)"
_FICHIER = re.compile(rf"\.{_EXTENSIONS}(?!\w)")
_PROTEGE = re.compile(
    rf"(?<!\w)(?:(?:https?|ftps?|file)://|mailto:|www\.)[^\s«»<>]+"
    rf"|(?<![\w.+%-])[\w.+%-]++@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w./\\+~%-])[\w./\\+~%-]+\.{_EXTENSIONS}(?!\w)",
)
# A superscript that ends an ordinal, typed as such or written by us, is read with its number.
_SUFFIXES = frozenset({"er", "ers", "re", "res", "ère", "ères", "e", "es", "è", "ème", "èmes", "eme", "nd", "nde"})


def composer(fragments: Sequence[Texte], profil: Profil = IMPRIMERIE_NATIONALE) -> tuple[Texte, ...]:
    """Correct the consecutive runs of one paragraph; ordinals become superscript runs, empty runs go.

    Args:
        fragments: The runs, in order; a rule reads across their borders.
        profil: The usage to follow.

    Returns:
        The corrected runs, in their styles. Composing them again changes nothing.
    """
    texte = "".join([fragment.texte for fragment in fragments])
    lu = texte
    if any(fragment.exposant for fragment in fragments):
        lu = "".join([_visible(fragment) for fragment in fragments])
    editions = _editions(texte, lu, profil)
    if not editions:
        return tuple(fragment for fragment in fragments if fragment.texte)
    return tuple(_projeter(fragments, editions))


def composer_texte(texte: str, profil: Profil = IMPRIMERIE_NATIONALE) -> str:
    """Correct a plain text (sommaire, metadata, alternative of a picture): the same rules, without superscripts."""
    morceaux: list[str] = []
    rang = 0
    for edition in _editions(texte, texte, profil):
        morceaux += (texte[rang : edition.debut], edition.remplacement)
        rang = edition.fin
    return "".join([*morceaux, texte[rang:]]) if morceaux else texte


def _visible(fragment: Texte) -> str:
    if fragment.exposant and fragment.texte not in _SUFFIXES:
        return MASQUE * len(fragment.texte)
    return fragment.texte


def _editions(texte: str, lu: str, profil: Profil) -> list[Edition]:
    """The corrections of `texte`, in order, apart from one another; `lu` is what the rules may read of it."""
    if _DECLENCHEURS.search(lu) is None:
        return []
    if "://" in lu or "@" in lu or "www." in lu or "mailto:" in lu or _FICHIER.search(lu):
        lu = _PROTEGE.sub(lambda trouve: MASQUE * len(trouve[0]), lu)
    proposees = [edition for regle in profil.regles for edition in regle(lu, profil)]
    proposees.sort(key=itemgetter(0, 1))
    retenues: list[Edition] = []
    fin = 0
    precedente: tuple[int, int] | None = None
    for edition in proposees:
        # The sort is stable: of two rules for one place, the first of the profile stands first.
        if edition.debut >= fin and edition[:2] != precedente:
            precedente, fin = edition[:2], edition.fin
            if edition.exposant or texte[edition.debut : fin] != edition.remplacement:
                retenues.append(edition)
    return retenues


def _projeter(fragments: Sequence[Texte], editions: list[Edition]) -> Iterator[Texte]:
    """Bring the corrections of the whole text into its runs.

    A correction takes the style of the place where it begins; one that falls between two runs ends the first,
    unless that is a superscript, which would hide it from the rules.
    """
    attente = iter(editions)
    edition = next(attente, None)
    debut = rang = 0
    for indice, fragment in enumerate(fragments):
        fin = debut + len(fragment.texte)
        dernier = indice == len(fragments) - 1
        courant: list[str] = []
        while edition is not None and (
            edition.debut < fin or (edition.fin == fin and not fragment.exposant) or dernier
        ):
            courant.append(fragment.texte[max(rang, debut) - debut : edition.debut - debut])
            if edition.exposant and not fragment.exposant:
                yield from _fragment(fragment, "".join(courant))
                courant = []
                yield replace(fragment, texte=edition.remplacement, exposant=True)
            else:
                courant.append(edition.remplacement)
            rang = edition.fin
            edition = next(attente, None)
        courant.append(fragment.texte[max(rang, debut) - debut :])
        rang = max(rang, fin)
        yield from _fragment(fragment, "".join(courant))
        debut = fin


def _fragment(modele: Texte, texte: str) -> Iterator[Texte]:
    if texte:
        yield modele if texte == modele.texte else replace(modele, texte=texte)
