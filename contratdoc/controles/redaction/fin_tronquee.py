"""CD604: a sentence without its end, an announcement without what it announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import avec_voisins, commence_en_minuscule, est_collee, est_coupee, queue
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Bloc, Nature, Passage
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.phrases import phrases_de
from contratdoc.ecrits.titres import lire_numero

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD604",
    nom="fin-tronquee",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Chaque phrase va jusqu'à son point, et ce qui est annoncé par deux points suit.",
    pourquoi="Une phrase sans fin cache souvent ce qui comptait : la liste, le chiffre ou la réserve qu'elle amenait.",
    exemple="Le bailleur s'engage à rénover les logements de la rue des Lilas et de",
    correction="Retrouvez la fin de la phrase dans le texte d'origine, ou terminez-la.",
    source="usage",
)
_PENDANT = re.compile(
    r"(?:(?<![\w'’-])(?:de|du|des|le|la|les|une|et|ou|à|au|aux|dans|par|pour|sur|avec|que|qui|dont|ce|cette|ces|son|sa"
    r"|ses|leurs|en|vers|chez|ni|afin|ainsi que|notamment|mais|car|si|ne|lors)|(?<![\w'’])(?:[dlnsjmc]|qu)['’])$"
)
_SIGNES = {",": "une virgule", "(": "une parenthèse ouvrante", "[": "un crochet ouvrant", "«": "un guillemet ouvrant"}
_TRAITS = ("-", "–", "—")
_PROSE = (Nature.PARAGRAPHE, Nature.ELEMENT)
# What ends on a comma or on « le » in a deed: the reasons, the signatures, the date to be written by hand.
_FORMULE = re.compile(
    r"Vu\b|Consid[ée]rant|Attendu|Entre\b|Et\b|Monsieur|Madame|M\.|Mme|(?:Le|La|L['’]) ?(?:[Vv]ice|[Ss]ous"
    r"|[Pp]r[ée]sident|[Pp]r[ée]f[eè]te?|[Mm]aire|[Dd]irect|[Rr]ect|[Pp]rocur|[Dd][ée]l[ée]gu)"
)
_DATE = re.compile(r"\b[Ff]ait (?:à|en)\b|, le$")
_LIGNES = (Nature.PARAGRAPHE, Nature.INTERTITRE)
_FINS = frozenset('.!?…:;»)]"”*|/' + VALEUR)
_VIRGULE_MIN = 8
_PROSE_MIN = 20
_ANNONCE_MIN = 3
_PAR_EXEMPLE = re.compile(r"(?:par exemple|notamment|à savoir|tels? que|telles? que)\s*:$", re.IGNORECASE)
_FIGURE = re.compile(r"carte|figure|graphi|sch[ée]ma|photo|illustration|plan|organigramme|logo|image", re.IGNORECASE)
_SOMMAIRE = re.compile(r"sommaire|table des mati[èe]res", re.IGNORECASE)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the sentences that stop short, and the announcements that nothing follows."""
    for avant, p, apres in avec_voisins(ecrit):
        if p.nature not in (*_PROSE, Nature.INTERTITRE) or p.texte.endswith(VALEUR):
            continue
        if p.texte.endswith(":") and p.nature is not Nature.INTERTITRE:
            yield from _annonce(p, apres)
        elif not est_collee(p, apres) and not (isinstance(apres, Passage) and est_coupee(p, apres)):
            yield from _fin(avant, p, apres)


def _fin(avant: Bloc | None, p: Passage, apres: Bloc | None) -> Iterator[Diagnostic]:
    """Look at the last word or sign of a paragraph."""
    texte = p.texte
    dernier = texte[-1]
    if (m := _PENDANT.search(texte, max(0, len(texte) - 20))) is not None and " " in texte and not _DATE.search(texte):
        yield from _mot_pendant(p, m[0], m.start(), apres)
    elif dernier in "([«" or (dernier == "," and p.nature is Nature.PARAGRAPHE):
        if dernier != "," or (texte.count(" ") >= _VIRGULE_MIN and not (_FORMULE.match(texte) or _continue(apres))):
            yield _constat(p, f"finit par {_SIGNES[dernier]}")
    elif dernier in _TRAITS and " " in texte and len(texte) > _PROSE_MIN:
        yield _constat(p, "finit par un tiret")
    elif dernier in ",;" and p.nature is Nature.ELEMENT and not _continue(apres):
        yield _derniere_de_la_liste(p)
    elif p.nature is Nature.ELEMENT:
        yield from _element(avant, p, apres)
    elif p.nature is Nature.PARAGRAPHE and not (_sans_fin(avant) or _sans_fin(apres) or _continue(apres)):
        yield from _sans_point(p)


def _element(avant: Bloc | None, p: Passage, apres: Bloc | None) -> Iterator[Diagnostic]:
    """Look at the end of an item that the list goes on after."""
    if p.texte[-1] == "," and _finit_autrement(p, avant) and _finit_autrement(p, apres):
        message = f"L'élément « {queue(p.texte)} » finit par une virgule, ses voisins non."
        aide = "Finissez-le comme les autres, ou écrivez ce qui manque."
        yield FICHE.constat(message, p.place(len(p.texte) - 1), aide, severite=Severite.INFO)
    elif isinstance(apres, Passage) and p.texte[-1].isalnum() and _est_une_suite(apres) and p.niveau <= 1:
        message = f"L'élément « {queue(p.texte)} » est coupé en deux paragraphes."
        aide = "Remettez sa suite sur la même ligne."
        autres = ((apres.place(), "sa suite est ici"),)
        yield FICHE.constat(message, p.place(len(p.texte) - 1), aide, autres=autres, severite=Severite.AVERTISSEMENT)


def _finit_autrement(p: Passage, voisin: Bloc | None) -> bool:
    """Say whether a neighbour is an item of the same list that does not end as one that others follow."""
    if not isinstance(voisin, Passage) or voisin.nature is not Nature.ELEMENT or voisin.niveau != p.niveau:
        return False
    return voisin.texte[-1:] not in (",", ";", ":")


def _est_une_suite(p: Passage) -> bool:
    """Say whether a paragraph is an item's end: « ; » tells that a list goes on after it."""
    return p.nature in _LIGNES and p.texte.endswith(";") and not p.debut


def _continue(apres: Bloc | None) -> bool:
    """Say whether the block after a passage goes on with a list: an item, or a line in lower case."""
    if not isinstance(apres, Passage):
        return False
    return apres.nature in (Nature.ELEMENT, Nature.CITATION) or commence_en_minuscule(apres.texte)


def _sans_fin(voisin: Bloc | None) -> bool:
    """Say whether a neighbour has no final sign either: lines of a list, each without a full stop."""
    return isinstance(voisin, Passage) and voisin.nature in _LIGNES and voisin.texte[-1:] not in _FINS


def _mot_pendant(p: Passage, mot: str, rang: int, apres: Bloc | None) -> Iterator[Diagnostic]:
    if p.nature in _LIGNES and isinstance(apres, Passage) and apres.nature is Nature.ELEMENT:
        message = f"La phrase « {queue(p.texte)} » amène une liste sans deux points."
        yield FICHE.constat(message, p.place(rang), "Ajoutez « : » avant la liste.", severite=Severite.INFO)
        return
    message = f"La phrase « {queue(p.texte)} » s'arrête sur « {mot} » : sa fin manque."
    yield FICHE.constat(message, p.place(rang), FICHE.correction)


def _constat(p: Passage, quoi: str, severite: Severite | None = None) -> Diagnostic:
    message = f"Le paragraphe « {queue(p.texte)} » {quoi} : sa fin manque."
    return FICHE.constat(message, p.place(len(p.texte) - 1), FICHE.correction, severite=severite)


def _derniere_de_la_liste(p: Passage) -> Diagnostic:
    signe = "une virgule" if p.texte[-1] == "," else "un point-virgule"
    message = f"La liste s'arrête sur {signe} après « {extrait(p.texte)} »."
    aide = "Finissez la liste par un point, ou ajoutez l'élément qui manque."
    severite = Severite.INFO if p.texte[-1] == ";" else Severite.AVERTISSEMENT
    return FICHE.constat(message, p.place(len(p.texte) - 1), aide, severite=severite)


def _sans_point(p: Passage) -> Iterator[Diagnostic]:
    texte = p.texte
    derniers = texte[-80:].rpartition(" ")[2]
    if texte[-1] in _FINS or p.debut or "/" in derniers or "@" in derniers:
        return
    plusieurs = len(phrases_de(texte)) > 1
    # In a record, a paragraph alone is an item of a list most often: it needs no full stop.
    if not plusieurs and (texte.count(" ") + 1 < _PROSE_MIN or p.fichier.endswith(".yaml")):
        return
    message = f"Le paragraphe n'a pas de point final : « {queue(texte)} »."
    aide = "Ajoutez le point, ou retrouvez la fin de la phrase."
    yield FICHE.constat(message, p.place(len(texte) - 1), aide, severite=Severite.INFO)


def _annonce(p: Passage, apres: Bloc | None) -> Iterator[Diagnostic]:
    """Look at what follows two points."""
    if p.texte.count(" ") < _ANNONCE_MIN:
        return
    severite, quoi = _suite(p, apres)
    if severite is None:
        return
    message = f"« {queue(p.texte)} » annonce une suite, mais {quoi}."
    aide = "Écrivez ce qui est annoncé, ou finissez la phrase par un point."
    autres = ((apres.place(), "la suite est ici"),) if isinstance(apres, Passage) else ()
    yield FICHE.constat(message, p.place(len(p.texte) - 1), aide, autres=autres, severite=severite)


def _suite(p: Passage, apres: Bloc | None) -> tuple[Severite | None, str]:
    """Say how sure it is that nothing of what is announced follows, and what does."""
    # A picture is no part of the text: it may stand between.
    sure = Severite.AVERTISSEMENT if _FIGURE.search(p.texte) else Severite.ERREUR
    if apres is None:
        return sure, "rien ne suit"
    if isinstance(apres, Passage) and apres.nature is Nature.TITRE and _est_grand_titre(apres):
        return sure, "un autre titre suit"
    if isinstance(apres, Passage) and _SOMMAIRE.fullmatch(apres.texte):
        return Severite.AVERTISSEMENT, "le sommaire suit"
    return _suite_de_la_liste(p, apres)


def _suite_de_la_liste(p: Passage, apres: Bloc | None) -> tuple[Severite | None, str]:
    """Judge an item that announces others: those after it stand deeper, most often."""
    if isinstance(apres, Passage) and p.nature is apres.nature is Nature.ELEMENT and p.niveau and apres.niveau:
        if apres.niveau < p.niveau:
            return Severite.ERREUR, "la liste revient à l'élément d'au-dessus"
        if apres.niveau == p.niveau and _PAR_EXEMPLE.search(p.texte) is not None:
            return Severite.AVERTISSEMENT, "l'élément suivant est du même rang que lui"
    return None, ""


def _est_grand_titre(p: Passage) -> bool:
    """Say whether a heading cannot be an item of a numbered list: « 1. », « a) » can."""
    numero = lire_numero(p.texte)
    return numero is None or numero.style.rstrip(":.-–—/)") in ("romain", "nomme", "volet")
