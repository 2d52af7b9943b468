"""More slips of typography, of style alone: told of a text only when no contract is being compiled."""

from __future__ import annotations

import re

from contratdoc.controles.redaction.sortes_de_typographie import FINE, INSECABLE, Sorte

_MOIS = "anvier|évrier|ars|vril|ai|uin|uillet|oût|eptembre|ctobre|ovembre|écembre"
_UNITES = (
    "€|(?:euros|habitants|logements|personnes|ménages|emplois|demandeurs|élèves|jeunes|lits|places|allocataires|usagers"
    "|visites|entreprises|salariés|licenciés|m²)\\b"
)
_E = "[ \u00a0\u202f]"
_ANNEE = "(?:19|20)[0-9]{2}"


def _milliers(m: re.Match[str]) -> str:
    return f"{int(m[0]):,}".replace(",", FINE)


SORTES_DES_TEXTES_SEULS: tuple[Sorte, ...] = (
    Sorte(
        "majuscule à un nom de mois",
        ("anvier", "évrier", "Mars", "Avril", "Mai", "Juin", "uillet", "Août", "ptembre", "Octobre", "ovembre", "écem"),
        # Before 1990, it is most often the name of a street: « rue du 8 Mai 1945 ».
        re.compile(rf"[JFMASOND](?<=[0-9a-zà-ÿ,] .)(?:{_MOIS})(?= (?:199|20[0-9])[0-9]\b)"),
        lambda m: m[0].lower(),
    ),
    Sorte(
        "espaces autour du tiret d'une période",
        (" - ", " – "),
        re.compile(rf" [-–] (?<={_ANNEE} . )(?={_ANNEE}\b)"),
        lambda m: m[0].strip(),
        reperage=re.compile(rf"[-–](?<= .)(?= {_ANNEE})"),
        si=re.compile(rf"[-–](?<={_ANNEE}.)(?={_ANNEE}\b)"),
    ),
    Sorte(
        "espace avant des points de suspension",
        (" ...",),
        re.compile(r" \.\.\.(?<=\w ...)(?=\)|\s*$)", re.MULTILINE),
        "...",
    ),
    Sorte("espace avant des points de suspension", (" …",), re.compile(r" …(?<=\w …)(?=\)|\s*$)", re.MULTILINE), "…"),
    Sorte("virgule avant des points de suspension", (",...", ",…"), re.compile(r",(?<=\w,)(?:\.\.\.|…)(?!\.)"), "..."),
    Sorte(
        "virgule avant des points de suspension",
        (", ...", ", …"),
        re.compile(r", (?<=\w, )(?:\.\.\.|…)(?=\)|,|\s*$)", re.MULTILINE),
        "...",
    ),
    Sorte("espace manquante après un nombre", ("ans",), re.compile(r"ans(?<=[0-9]ans)\b"), f"{INSECABLE}ans"),
    Sorte("espace manquante après un nombre", ("mois",), re.compile(r"mois(?<=[0-9]mois)\b"), f"{INSECABLE}mois"),
    Sorte("espace manquante après un nombre", ("euros",), re.compile(r"euros(?<=[0-9]euros)\b"), f"{INSECABLE}euros"),
    Sorte("virgule avant une parenthèse", (", (",), re.compile(r", \((?<=[\w»%€], \()(?!\.\.\.|…)"), " ("),
    Sorte(
        "point avant une parenthèse",
        (". (",),
        re.compile(r"\. \((?<=[a-zà-ÿ]{3}\. \()(?![Ss]ource|[Vv]oir|[Cc]f)(?=[^().\n]{1,80}\)(?:\.|$|\n))"),
        " (",
    ),
    Sorte(
        "« ° » à la place de « e »",
        ("°",),
        re.compile(
            r"°(?<=[0-9]°)(?= (?:rang|place|position|édition|[Ss]ection|étage|arrondissement|session|régiment|congrès"
            r"|anniversaire|année|trimestre|semestre|siècle)s?\b)"
        ),
        "e",
    ),
    Sorte("tiret collé au mot qui précède", ("– ",), re.compile(r"–(?<=[a-zà-ÿ]{2}–)(?= \w)"), " –"),
    Sorte(
        "tirets différents autour d'une incise",
        (" - ",),
        # The sentence goes on in lower case after the second one: else it may part two sentences, or a heading.
        re.compile(r"[–—] (?<=[a-zà-ÿ)»] . )[^–—\n.;:-]{1,80} - (?=[a-zà-ÿ])"),
        lambda m: f"{m[0][:-3]} {m[0][0]} ",
    ),
    Sorte(
        "majuscule après un point-virgule",
        ("; L", "; U", "; C", "; D", "; I", "; E"),
        re.compile(r"; (?:Les?|La|Un|Une|Ce|Cette|Ces|Des|Du|Il|Ils|Elle|Elles|Cela|En|Et)(?= [a-zà-ÿ])"),
        lambda m: m[0].lower(),
    ),
    Sorte("« logts » pour « logements »", ("logt",), re.compile(r"logts?(?<!\w....)\b\.?(?= )"), "logements"),
    Sorte(
        "majuscule sans accent à un prénom",
        ("E",),
        re.compile(
            r"E(?<!\w.)(?:lisabeth|tienne|douard|lodie|milie|mile|velyne|liane|lise|loïse|ric)"
            r"(?= [A-ZÀ-Ý][a-zà-ÿ])"
        ),
        None,  # one may write one's own name so
    ),
    Sorte(
        "virgule oubliée avant « etc. »",
        (" etc",),
        re.compile(r" etc(?<=[a-zà-ÿ] etc)(?<! et etc)(?<! ou etc)\b"),
        ", etc",
    ),
    Sorte("« cf. » sans son point", ("cf ",), re.compile(r"cf (?<!\w...)(?=[\w«(])"), "cf. "),
    Sorte("« cf. » sans son point", ("Cf ",), re.compile(r"Cf (?<!\w...)(?=[\w«(])"), "Cf. "),
    Sorte(
        "milliers sans espace",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        re.compile(rf"[1-9](?<![\w.,/°-].)(?<![0-9][ \u00a0\u202f].)[0-9]{{4,8}}(?={_E}?(?:{_UNITES}))"),
        _milliers,
        reperage=re.compile(rf"[0-9]{{5}}(?={_E}?[€a-z])"),
    ),
    Sorte(
        "milliers sans espace",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        re.compile(rf"(?!19|20)[1-9](?<![\w.,/°-].)(?<![0-9][ \u00a0\u202f].)[0-9]{{3}}(?={_E}(?:{_UNITES}))"),
        _milliers,
        si=re.compile(rf"[0-9](?<![\w.,].){_E}[0-9]{{3}}(?={_E}(?:{_UNITES}))"),
    ),
)
