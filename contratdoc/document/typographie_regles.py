"""The rules of French typography, as data: a profile is a named record of spaces and of rules to apply.

A rule reads a whole paragraph and gives corrections, each of one small place: a *slot* between two words (all the
spaces there, or none) or a sign. It matches any kind of space in the slot, so that it finds again what it wrote:
this is what makes the whole idempotent. Where two rules want the same place, the first of the profile wins.

Sources, rule by rule: pratique.md §9 (Imprimerie nationale, « Lexique des règles typographiques »).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

FINE = "\u202f"
INSECABLE = "\u00a0"
ESPACES = frozenset(" \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
MASQUE = "\x1a"  # stands for each character that no rule may read: URL, file name, superscript
_E = r"[^\S\t-\r\x1c-\x1f\x85]"  # the same: a class without characters beyond U+00FF compiles far faster
_FIN = rf"(?![\w{MASQUE}])(?!\u0300)"  # the word ends here; a combining accent (« 2e\u0300me ») would belong to it


class Edition(NamedTuple):
    """A correction: `remplacement` takes the place of `[debut, fin[`, in superscript if `exposant`."""

    debut: int
    fin: int
    remplacement: str
    exposant: bool = False


@dataclass(frozen=True, slots=True)
class Profil:
    """The usage of one house: the space of each place, and the rules in order of priority."""

    nom: str
    regles: tuple[Regle, ...]
    avant_point_virgule: str = FINE  # also before « ! » and « ? »
    avant_deux_points: str = INSECABLE
    dans_guillemets: str = INSECABLE
    avant_unite: str = INSECABLE
    milliers: str = FINE
    liaison: str = INSECABLE  # « n° 12 », « 8 h 30 », « 1er janvier 2024 », « Mme X »


Regle: TypeAlias = Callable[[str, Profil], Iterator[Edition]]

# --- guillemets and high punctuation --------------------------------------------------------------------------------

# A repeated mark is one mark; a code (`a?b=1`, `!=`, `::`) or an emoticon (`;-)`) is none.
_MARQUE = re.compile(rf"[;:!?](?:(?<=[!?])(?:{_E}*+[!?])*+)?(?![a-zà-ÿ0-9_=/]|(?<=[;:])(?:[;:]|-?[()DP](?!\w)))")
_OUVRANTS = frozenset("([{«“‘¿¡\n\r\t")
_FERMANTS = frozenset(f")]}}»”’…%€°.{MASQUE}")


def guillemets(texte: str, profil: Profil) -> Iterator[Edition]:
    """Inside « », typed with a space or not. A lone » is a ditto mark in a table: untouched."""
    if len(texte) == 1 or ("«" not in texte and "»" not in texte):
        return
    for trouve in re.finditer("[«»]", texte):
        rang = trouve.start()
        if trouve[0] == "«":
            debut, fin = rang + 1, _apres_espaces(texte, rang + 1)
            voisin = texte[fin : fin + 1]
        else:
            debut, fin = _avant_espaces(texte, rang), rang
            voisin = texte[debut - 1 : debut] if debut else ""
        if voisin not in {"\n", "\r", "\t"}:
            yield Edition(debut, fin, profil.dans_guillemets)


def ponctuation(texte: str, profil: Profil) -> Iterator[Edition]:
    """Before `; : ! ?`, the spaces that were typed, or none if the mark closes a word; none between `! !`."""
    if not (";" in texte or ":" in texte or "?" in texte or "!" in texte):
        return
    for trouve in _MARQUE.finditer(texte):
        marque, fin = trouve[0], trouve.start()
        debut = _avant_espaces(texte, fin)
        avant = texte[debut - 1] if debut else ""
        if avant in _OUVRANTS or (debut == fin and not _ferme_un_mot(avant, marque, texte[trouve.end() :][:1])):
            continue
        yield Edition(debut, fin, profil.avant_deux_points if marque == ":" else profil.avant_point_virgule)
        if len(marque) > 1:
            yield from (Edition(e.start() + fin, e.end() + fin, "") for e in re.finditer(f"{_E}+", marque))


def _ferme_un_mot(avant: str, marque: str, apres: str) -> bool:
    return (avant.isalnum() or avant in _FERMANTS) and (
        not apres or apres.isspace() or (marque != ":" and not apres.isalnum())
    )


def _avant_espaces(texte: str, rang: int) -> int:
    while rang and texte[rang - 1] in ESPACES:
        rang -= 1
    return rang


def _apres_espaces(texte: str, rang: int) -> int:
    while rang < len(texte) and texte[rang] in ESPACES:
        rang += 1
    return rang


# --- signs ----------------------------------------------------------------------------------------------------------

# Between a letter and what it elides to; at the end, what follows is a link or a reference (« l' » then a link).
_APOSTROPHE = re.compile(
    rf"'(?<=[^\W\d_]')(?:(?=[^\W_]|[«“\"]|{MASQUE})|(?:(?<=[ldjmtscnLDJMTSCN]')(?<![\w'’].')|(?<=[qQ]u'))\Z)",
)
_ET_CAETERA = re.compile(rf"[eE]tc(?<!\w[eE]tc)(?:\.?{_E}*(?:\.{{3}}|…)|\.\.)(?!{_E}*[.…])")
_TROIS_POINTS = re.compile(r"\.(?<![./]\.)\.{2,3}+(?![./])")


def apostrophes(texte: str, _profil: Profil) -> Iterator[Edition]:
    """« ' » between letters, never a quote, nor a foot or a minute after digits."""
    if "'" in texte:
        for trouve in _APOSTROPHE.finditer(texte):
            yield Edition(trouve.start(), trouve.end(), "’")


def points_de_suspension(texte: str, _profil: Profil) -> Iterator[Edition]:
    """« … » is one sign; « etc. » takes no other."""
    if ".." not in texte and "…" not in texte:
        return
    for trouve in _ET_CAETERA.finditer(texte):
        yield Edition(trouve.start() + 3, trouve.end(), ".")
    for trouve in _TROIS_POINTS.finditer(texte):
        yield Edition(trouve.start(), trouve.end(), "…")


# --- numbers --------------------------------------------------------------------------------------------------------

_MOIS = "(?i:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_UNITE = rf"(?:[%‰](?!\w)|(?:[kKM]|Md)?€(?![0-9])|(?:°C|km²?|m[²³]|[kM]?Wh?|ha|ETPT?|h|min|kg|cm|mm|(?<={_E})m){_FIN})"
# Only before one of these is a long bare number surely a quantity, and not a postal, Insee or file code.
_NOMS = (
    "(?:euros|habitants|personnes|ménages|foyers|logements|jeunes|enfants|élèves|femmes|hommes|allocataires"
    "|bénéficiaires|usagers|salariés|emplois|demandeurs|locataires|heures|visites|visiteurs|entretiens)"
)
_PREMIER = "(?P<ordinal1>(?<=1)(?:ers?|[èe]?res?)|(?<=2)nde?s?)"
_ENIEME = "[0-9]{0,2}(?P<ordinal2>i?[èe]mes?|es?|è)"
_ACCOLADES = rf"{_E}?\^\{{(?:er|[èe]?re|nde?|i?[èe]me|e)s?\}}{_FIN}"  # « 1^{er} », of word processors and of OCR
# The first digit is read before anything is asked of what precedes it: so can `re` jump from number to number.
# A number glued to a letter or an underscore is a code (QN05401M, RD196).
_NOMBRE = re.compile(
    rf"""[0-9](?<!\w[0-9])(?<![0-9][.,][0-9])(?:
    [0-9]?(?P<premier>er|\^\{{er\}})?(?P<jour>{_E}+){_MOIS}{_FIN}(?:(?P<mois>{_E}+)(?=[0-9]{{4}}{_FIN}))?
    |(?:(?<=1)9|(?<=2)0)[0-9]{{2}}(?<![\-–—/.][0-9]{{4}})(?<![0-9]{_E}[\-–—]{_E}[0-9]{{4}})
        (?P<tiret>{_E}*[\-–—]{_E}*)(?=(?P<fin>(?:19|20)[0-9]{{2}}){_FIN}(?!/|\.[0-9]|{_E}*[\-–—]{_E}*[0-9]))
    |[0-9]?(?P<heure>{_E}*)(?:h|(?<=[0-9])H)(?:(?P<minute>{_E}*)[0-5][0-9])?{_FIN}
    |(?:{_PREMIER}|{_ENIEME}){_FIN}(?!-?[0-9])
    |[0-9]{{0,2}}(?P<ordinal3>{_ACCOLADES})
    |[0-9]*+(?:[.,][0-9]++)?{_E}[mM]illi(?:on|ard)s?(?P<unite0>{_E}+)€
    |(?<!0)(?<![0-9]{_E}[0-9])(?!(?<=\+3)3{_E})(?![0-9]{_E}[0-9]{{3}}{_E}[A-ZÀ-Þ][a-zà-ÿ]{{2}})
        [0-9]{{0,2}}(?P<milliers>(?:{_E}[0-9]{{3}})++)(?!{_E}?[0-9])(?:[.,][0-9]+)?
        (?:(?P<unite1>{_E}*){_UNITE}|(?!\w))
    |(?<!0)(?<![.,:/+°\-][0-9])(?<!°{_E}[0-9])(?<![0-9]{_E}[0-9])
        (?P<chiffres>[0-9]{{4,11}}+)(?:,[0-9]+)?(?:(?P<unite2>{_E}*){_UNITE}|(?={_E}{_NOMS}{_FIN}))
    |[0-9]*+(?:[.,][0-9]++)?(?P<unite3>{_E}*){_UNITE}
    )""",
    re.VERBOSE,
)
# No C nor L: « Ce » and « Le » are words, and no century needs them.
_ROMAIN = re.compile(rf"[IVX](?<!\w[IVX])[IVX]*(?P<ordinal>(?:i?[èe]me|e|è|(?<=I)er){_FIN}|{_ACCOLADES})")
_SUFFIXES = {"ère": "re", "ere": "re", "ères": "res", "eres": "res"}
_ORDINAUX = ("ordinal1", "ordinal2", "ordinal3")
_LIAISONS = ("jour", "mois", "heure", "minute")
_UNITES = ("unite0", "unite1", "unite2", "unite3")


def nombres(texte: str, profil: Profil) -> Iterator[Edition]:
    """Dates, intervals of years, hours, ordinals, thousands and units: whatever begins with a digit."""
    for trouve in _NOMBRE.finditer(texte):
        groupe = trouve.lastgroup
        if groupe == "fin":
            if trouve[0][:4] < trouve["fin"]:
                yield Edition(*trouve.span("tiret"), "-")
        elif groupe in _ORDINAUX:
            yield _ordinal(trouve, groupe)
        elif groupe in _UNITES or groupe in {"milliers", "chiffres"}:
            yield from _quantite(trouve, profil)
        else:
            if trouve["premier"]:
                yield _ordinal(trouve, "premier")
            yield from (Edition(*trouve.span(g), profil.liaison) for g in _LIAISONS if trouve[g] is not None)


def _quantite(trouve: re.Match[str], profil: Profil) -> Iterator[Edition]:
    if trouve["milliers"]:
        debut, fin = trouve.span("milliers")
        yield from (Edition(rang, rang + 1, profil.milliers) for rang in range(debut, fin, 4))
    elif trouve["chiffres"]:
        debut, fin = trouve.span("chiffres")
        yield from (Edition(rang, rang, profil.milliers) for rang in range(fin - (fin - debut) // 3 * 3, fin, 3))
    yield from (Edition(*trouve.span(g), profil.avant_unite) for g in _UNITES if trouve[g] is not None)


def _ordinal(trouve: re.Match[str], groupe: str) -> Edition:
    suffixe = trouve[groupe].strip("^{}").lstrip().lstrip("^{")
    if "m" in suffixe or "è" in suffixe[-1:]:
        suffixe = "es" if suffixe.endswith("s") else "e"
    return Edition(*trouve.span(groupe), _SUFFIXES.get(suffixe, suffixe), exposant=True)


def ordinaux_romains(texte: str, _profil: Profil) -> Iterator[Edition]:
    """« XXIe », « François Ier »."""
    for trouve in _ROMAIN.finditer(texte):
        yield _ordinal(trouve, "ordinal")


# --- abbreviations --------------------------------------------------------------------------------------------------

# Sought by their last sign, which is rare, rather than by their letters, which are everywhere.
_ABREGE = re.compile(
    rf"""[.°º§](?:
    (?<=[nN][°º])(?<!\w[nN].)s?(?P<numero>{_E}*)(?=\w)
    |(?<=§)(?P<paragraphe>{_E}*)(?=[0-9])
    |(?:(?<=[pPl]\.)(?<![\w.][pPl].)|(?<=pp\.)(?<!\wpp.)|(?<=[aA]rt\.)(?<!\w[aA]rt.)|(?<=[cC]hap\.)|(?<=[fF]ig\.))
        (?P<reference>{_E}*)(?=[0-9])
    |(?<=[LRD]\.)(?<![\w.][LRD].)(?P<code>{_E}+)(?=[0-9]{{2}})
    |(?:(?<=M\.)(?<![\w.]M.)|(?<=MM\.)(?<![\w.]MM.))(?P<monsieur>{_E}+)(?=[^\W\d_])
    )""",
    re.VERBOSE,
)
_CIVILITE = re.compile(
    rf"[MDP](?<!\w[MDP])(?:(?:me|lle)s?(?P<dame>{_E}+)(?=[^\W\d_])|[re](?P<titre>{_E}+)(?=[A-ZÀ-Þ]))"
)


def abreviations(texte: str, profil: Profil) -> Iterator[Edition]:
    """« n° 12 », « art. 6 », « L. 5211-1 », « M. X », « Mme X », « Dr X »: never alone at the end of a line."""
    for motif in (_ABREGE, _CIVILITE):
        for trouve in motif.finditer(texte):
            if trouve.lastgroup is not None:
                yield Edition(*trouve.span(trouve.lastgroup), profil.liaison)


IMPRIMERIE_NATIONALE = Profil(
    nom="Imprimerie nationale",
    regles=(
        guillemets,
        ponctuation,
        apostrophes,
        points_de_suspension,
        nombres,
        ordinaux_romains,
        abreviations,
    ),
)
