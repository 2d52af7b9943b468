"""The slips of typography, as data: how each is found, and what is written instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

INSECABLE = "\u00a0"
FINE = "\u202f"
_MASQUE = "\x1a"
_E = "[ \u00a0\u202f]"
# One pattern for each beginning: `re` finds a literal far faster than a choice.
_PROTEGES = tuple(
    re.compile(motif)
    for motif in (r"http(?:s?://)[^\s«»<>]+", r"www\.[^\s«»<>]+", r"mailto:[^\s«»<>]+", r"@(?<=\w@)[\w.-]+")
)
Ecriture: TypeAlias = "str | Callable[[re.Match[str]], str]"


@dataclass(frozen=True, slots=True)
class Sorte:
    """A kind of slip.

    Attributes:
        nom: Its name in a message.
        indices: One of these stands in any text that has the slip: other texts are not read.
        motif: The characters to replace; read over the whole text, one passage a line.
        ecriture: What to write instead; None when the author alone knows.
        au_rendu: True when the compiler writes it right by itself.
        reperage: Finds fast the lines that may have it; None when all are read.
        si: It is a slip only in a text that holds this: the right writing; None when in any.
    """

    nom: str
    indices: tuple[str, ...]
    motif: re.Pattern[str]
    ecriture: Ecriture | None
    au_rendu: bool = False
    reperage: re.Pattern[str] | None = None
    si: re.Pattern[str] | None = None


def masquer(texte: str) -> str:
    """Hide addresses and names of files from the rules, rank for rank."""
    for motif in _PROTEGES:
        texte = motif.sub(lambda m: _MASQUE * len(m[0]), texte)
    return texte


_ACCENTUES = (
    "col(?:es?|ogi(?:es?|ques?))|cout(?:e|er|es)|cart(?:s|er)?|chang(?:es?|er)|chéances?|crit(?:s|ures?)?"
    "|conomi(?:es?|ques?)|difices?|ditions?|ducati(?:on|fs?|ves?)|ducateurs?|galement|galités?|glises?"
    "|labor(?:ations?|er)|larg(?:ir|issements?)|lections?|lèves?|léments?|lus?|missions?|nergi(?:es?|étiques?)"
    "|piceries?|panouissement|quilibres?|quip(?:es?|ements?)|quités?|tablissements?|tapes?|tats?|tendre"
    "|trang(?:ers?|ères?)|tudes?|tudi(?:er|ants?|antes?)|valuati(?:ons?|fs?|ves?)|valuer|vénements?|viter"
    "|volutions?|veil"
)

_POINT_ENTRE_CHIFFRES = re.compile(r"\.(?<=[0-9].)(?=[0-9])")


def _accent(m: re.Match[str]) -> str:
    return ("Ê" if m[0].startswith("Etr") and m[0] == "Etre" else "É") + m[0][1:]


def _ordinal(m: re.Match[str]) -> str:
    pluriel = "s" if m["fin"].endswith("s") else ""
    return m["rang"] + ("re" if m["rang"] == "1" else "e") + pluriel


# A pattern begins with a literal wherever it can: `re` then jumps from one to the next.
SORTES: tuple[Sorte, ...] = (
    Sorte("espace manquante avant « € »", ("€",), re.compile("€(?<=[0-9]€)"), f"{INSECABLE}€", au_rendu=True),
    Sorte("espace manquante avant « % »", ("%",), re.compile(r"%(?<=[0-9]%)(?!\w)"), f"{INSECABLE}%", au_rendu=True),
    Sorte(
        "montant mal écrit",
        ("Million", "Milliard"),
        re.compile(rf"M(?<=[0-9]{_E}M)(illi(?:on|ard)s?){_E}?€"),
        lambda m: f"m{m[1]} d'euros",
        reperage=re.compile("Milli(?=on|ard)"),
    ),
    Sorte("espace avant une virgule", (" ,",), re.compile(r" ,(?<=[\w)»%€] ,)(?=\s|$)", re.MULTILINE), ","),
    Sorte("espace avant un point", (" .",), re.compile(r" \.(?<=[\w)»%€] \.)(?=\s|$)", re.MULTILINE), "."),
    Sorte("espace manquante après une virgule", (",",), re.compile(r",(?<=[^\W\d_],)(?=[^\W\d_]{2})"), ", "),
    Sorte("espace manquante après un point", (".",), re.compile(r"\.(?<=[a-zà-ÿ]{3}\.)(?=[A-ZÀ-Ý][a-zà-ÿ])"), ". "),
    Sorte("espace manquante après deux points", (":",), re.compile(r":(?<=[ \u00a0\u202f]:)(?=[^\W\d_]{2})"), ": "),
    Sorte(
        "espace manquante avant deux points",
        (":",),
        re.compile(r":(?<=[a-zà-ÿ)]:)(?=\s|$)", re.MULTILINE),
        f"{INSECABLE}:",
        au_rendu=True,
    ),
    Sorte(
        "espace manquante avant un signe double",
        (";", "?", "!"),
        re.compile(r"[;?!](?<=[a-zà-ÿ)].)(?=\s|$)", re.MULTILINE),
        lambda m: FINE + m[0],
        au_rendu=True,
    ),
    Sorte("espace manquante après un guillemet", ("«",), re.compile(r"«(?=\w)"), f"«{INSECABLE}", au_rendu=True),
    Sorte(
        "espace manquante avant un guillemet", ("»",), re.compile(r"»(?<=[\w.!?)…]»)"), f"{INSECABLE}»", au_rendu=True
    ),
    Sorte("virgule avant une parenthèse fermante", (",)",), re.compile(r",\)"), ")"),
    Sorte("ponctuation doublée", (",,", ";;"), re.compile(r"([,;])\1(?![,;])"), r"\1"),
    Sorte(
        "ponctuation doublée",
        (",.", ";.", ":."),
        re.compile(r"[,;:]\.(?![.\w])(?<=\w..)"),
        ".",
        reperage=re.compile(r"\.(?<=[,;:].)"),
    ),
    Sorte("ponctuation doublée", (";,", ",;"), re.compile(r"(?:;,|,;)(?=\s|$)", re.MULTILINE), ";"),
    Sorte("ponctuation doublée", ("..",), re.compile(r"\.\.(?<=\w\.\.)(?<!etc\.\.)(?!\.)"), None),
    Sorte("points de suspension trop longs", ("....",), re.compile(r"\.\.\.\.(?<!\.\.{4})\.{0,2}(?!\.)"), "…"),
    Sorte(
        "« etc. » suivi d'un autre signe",
        ("etc",),
        re.compile(r"etc(?<!\wetc)(?<!\.etc) ?(?:\.{2,}|…)"),
        "etc.",
        au_rendu=True,
    ),
    Sorte("points de suspension avant « etc. »", ("... etc", "...etc"), re.compile(r"\.\.\. ?etc\b\.*"), ", etc."),
    Sorte("points de suspension avant « etc. »", ("… etc", "…etc"), re.compile(r"… ?etc\b\.*"), ", etc."),
    Sorte("espace double", ("  ",), re.compile(r" {2,}(?<=[^\s] {2})(?=\S)"), " "),
    Sorte("espace dans une parenthèse", ("( ",), re.compile(r"\( +(?=[\w«])"), "("),
    Sorte("espace dans une parenthèse", (" )",), re.compile(r" \)(?<=[\w.»%€] \))"), ")"),
    Sorte("espace manquante avant une parenthèse", ("(",), re.compile(r"\((?<=[a-zà-ÿ]{2}\()(?=[A-ZÀ-Ý]{2})"), " ("),
    Sorte("barre oblique espacée d'un seul côté", ("/ ",), re.compile(r"/ (?<=\w\w/ )(?=\w)"), "/"),
    Sorte("barre oblique espacée d'un seul côté", (" /",), re.compile(r" /(?<=\w /)(?=\w)"), "/"),
    Sorte("tiret collé au mot qui suit", (" -",), re.compile(r" -(?<=[\w)] -)(?=[^\W\d_])"), " - "),
    Sorte(
        "ordinal mal abrégé",
        ("ème", "eme", "ère"),
        re.compile(r"(?P<rang>[0-9IVX](?<!\w.)[0-9IVX]{0,5}+) ?(?P<fin>i?[èe]mes?|(?<=1)[èe]res?)\b"),
        _ordinal,
        au_rendu=True,
        reperage=re.compile(r"[mr](?<=[0-9IVXi ][èe].)(?=es?\b|\b)"),
    ),
    Sorte(
        "heure écrite avec « H »",
        ("H",),
        re.compile(r"H(?<=[0-9]H)(?:([0-9]{2}))?\b"),
        lambda m: f"{INSECABLE}h" + (f"{INSECABLE}{m[1]}" if m[1] else ""),
        au_rendu=True,
    ),
    Sorte("espace manquante après une fraction", ("/",), re.compile(r"/(?<=[0-9]/)[0-9](?=[a-zà-ÿ]{3})"), r"\g<0> "),
    Sorte(
        "point au milieu des milliers",
        (".",),
        re.compile(r"[1-9](?<![\w.,/][1-9])[0-9]{0,2}+(?:\.[0-9]{3})++(?![\w]|[.,/][0-9])"),
        lambda m: m[0].replace(".", FINE),
        reperage=_POINT_ENTRE_CHIFFRES,
    ),
    Sorte(
        "point à la place de la virgule décimale",
        (".",),
        re.compile(
            r"[0-9](?<![\w.,/][0-9])[0-9]{0,2}+\.[0-9]{1,2}+(?= ?(?:%|[kM]?€|(?:millions?|milliards?|euros|points?|km"
            r"|ha|ans)\b|à [0-9]+(?:[.,][0-9]+)? ?(?:%|[kM]?€|millions?|milliards?)))"
        ),
        lambda m: m[0].replace(".", ","),
        reperage=_POINT_ENTRE_CHIFFRES,
    ),
    Sorte("majuscule sans accent", ("E",), re.compile(rf"E(?<!\w.)(?:{_ACCENTUES}|tre)\b"), _accent),
    Sorte("majuscule sans accent", ("Age",), re.compile(r"Age(?<!\w...)(?=s?\b)(?!\s+[A-Z])"), "Âge"),
    Sorte(
        "majuscule sans accent",
        ("A ",),
        re.compile(
            r"A (?<![\w'’.-]..)(?=(?:noter|titre|partir|proximité|ce jour|ce titre|cet|cette|compter|travers|terme"
            r"|défaut|savoir|destination|l['’]|la |l'instar|chaque|court|moyen|long|venir)\b)"
        ),
        "À ",
    ),
    Sorte(
        "majuscule après une virgule",
        (", C", ", I", ", E", ", O"),
        re.compile(r", (?:Ce|Cela|Cette|Ces|Ceci|Il|Ils|Elle|Elles|On)(?= [a-zà-ÿ])"),
        lambda m: m[0].lower(),
    ),
)
