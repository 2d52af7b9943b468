"""The faulty turns of phrase, as data: words missing, joined, split or put for others."""

from __future__ import annotations

import re

from contratdoc.controles.redaction.locutions import LOCUTIONS
from contratdoc.controles.redaction.tour import Tour, croiser

_MUETS = "habitant|habitat|hébergement|hôpital|homme|horaire|humain|hygiène|histoire"
_INITIALES = (
    "agglomération|association|action|accès|accueil|agence|éducation|école|emploi|enfan|entrepris|équip|état|étude"
    "|évaluat|évolut|insert|intégrat|offre|objectif|organis|usager|urban|amélior|accompagn|aménag|animat"
)
_AUXILIAIRE = re.compile(
    r"(?<!\w)(?:a|ai|as|ont|avons|avez|avai\w*|aura\w*|auro\w*|eu|eut|eurent|ait|aient|ayant|ayons|avoir)(?!\w)"
)
_RECUL = 90
_MIS = "mis|créé|réalisé|lancé|signé|engagé|rénové|construit|confié|adopté|élaboré|conçu|mené"
_PREFIXES = "éco|péri|intra|pluri|multi|inter|anti|médico|psycho|infra"
_ADVERBES = "notamment|également|aussi|ainsi|donc|depuis"
_PARTICIPES = "permis|pu|contribué|participé|bénéficié|connu|reçu"
_VERBES = (
    "permett(?:ant|re|ent|ra|ront)|permet|donn(?:ant|er|ent)|apport(?:ant|er|ent)|offr(?:ant|ir|ent)|propos(?:ant|er|ent)"
    "|garanti(?:ssant|r|t)|assur(?:ant|er|ent)|facilit(?:ant|er|ent)|indiqu(?:ant|er)|expliqu(?:ant|er)"
)


def _a_son_auxiliaire(m: re.Match[str]) -> bool:
    """Say whether « avoir » stands in the words before « été mis »."""
    avant = m.string[max(0, m.start() - _RECUL) : m.start()].rpartition("\n")[2]
    return _AUXILIAIRE.search(avant) is not None or not avant.strip()


def _sans_espace(m: re.Match[str]) -> str:
    return m[0].replace(" ", "")


TOURS: tuple[Tour, ...] = (
    Tour(
        "« leur » ne prend pas de s devant un verbe",
        ("leurs",),
        re.compile(rf"leurs (?:{_VERBES})\b"),
        lambda m: "leur" + m[0][5:],
        sur=True,
    ),
    Tour(
        "« ou » qui offre un choix n'a pas d'accent",
        ("où même ", "et/où"),
        re.compile(r"où même(?= d['’])|et/où\b"),
        lambda m: m[0].replace("où", "ou"),
    ),
    Tour(
        "il n'y a pas d'espace après l'apostrophe",
        ("' ", "’ "),
        re.compile(r"(?:[ldjmtscn](?<![\w'’].)|qu)['’] [^\W\d_]+"),
        _sans_espace,
        sur=True,
    ),
    Tour(
        "l'adverbe « davantage » s'écrit en un mot",
        ("d'avantage", "d’avantage"),
        re.compile(r"d['’]avantage(?= (?:de|d['’]|que|à|en|sur)\b|[.,;])"),
        "davantage",
    ),
    Tour(
        "on écrit « jusqu'alors »",
        croiser("jusqu'à|jusqu’à|jusqu'a|jusqu’a", "lors"),
        re.compile(r"jusqu['’][àa] lors\b(?! d)"),
        "jusqu'alors",
        sur=True,
    ),
    Tour(
        "on écrit « bien que » et le subjonctif, ou « malgré » et un nom",
        ("malgré que", "malgré qu'", "malgré qu’"),
        re.compile(r"malgré qu(?:e\b|['’])(?! ?[a-zà-ÿ]+ en ait)"),
    ),
    Tour(
        "on écrit « quel que soit », « quelle que soit »",
        croiser("quelque|quelques", "soit|soient"),
        re.compile(r"quelques? soi(?:t|ent)\b"),
        sur=True,
    ),
    Tour(
        "« si » s'élide devant « il »",
        ("si il", "si ils"),
        re.compile(r"si ils?\b"),
        lambda m: "s'" + m[0][3:],
        sur=True,
    ),
    Tour("« parmi » s'écrit sans s", ("parmis",), re.compile(r"parmis\b"), "parmi", sur=True),
    Tour("« malgré » s'écrit sans s", ("malgrés",), re.compile(r"malgrés\b"), "malgré", sur=True),
    Tour(
        "on n'écrit pas de trait d'union",
        ("entre-eux", "entre-elles"),
        re.compile(r"entre-(?:eux|elles)\b"),
        lambda m: m[0].replace("-", " "),
        sur=True,
    ),
    Tour(
        "« d'autre part » est au singulier",
        ("d'autres part", "d’autres part"),
        re.compile(r"d['’]autres part\b"),
        "d'autre part",
        sur=True,
    ),
    Tour(
        "« handicap » commence par un h aspiré",
        tuple(f"{d}{a}handicap{f}" for d in "dl" for a in "'’" for f in ("", "s", "é", "ée", "és", "ées")),
        re.compile(r"[dl]['’]handicap(?:s|é|ée|és|ées)?\b"),
        lambda m: ("de " if m[0][0] == "d" else "le ") + m[0][2:],
        sauf=lambda m: m[0][0] == "l" and m[0][-1] == "e",
        sur=True,
    ),
    Tour(
        "l'article ou la préposition s'élide devant une voyelle",
        (),
        re.compile(rf"(?:l[ea]|de|que) (?<!-...)(?:{_MUETS}|{_INITIALES})[a-zà-ÿ]*(?![\w'’])"),
        lambda m: m[0].partition(" ")[0][:-1] + "'" + m[0].partition(" ")[2],
    ),
    Tour(
        "l'article manque",
        ("par agence", "par agglomération"),
        re.compile(r"par (?:agence|agglomération)(?= (?:nationale|régionale|du|de)\b)"),
        lambda m: "par l'" + m[0][4:],
    ),
    Tour(
        "il manque « de »",
        (*croiser("au sein", "la|le|les|notre|votre|leur"), "au sein l'", "au sein l’"),
        re.compile(r"au sein (?:l['’]|la |les? |notre |votre |leur )[^\W\d_]+"),
        lambda m: ("au sein de " + m[0][8:]).replace("de les ", "des ").replace("de le ", "du "),
        sur=True,
    ),
    Tour(
        "il manque « de »",
        ("mode vie", "modes vie"),
        re.compile(r"modes? vie\b"),
        lambda m: m[0][:-3] + "de vie",
        sur=True,
    ),
    Tour(
        "« de » est de trop après un nombre",
        tuple(f" d{a}{n}" for a in "'’" for n in ("habitants", "actifs", "emplois", "euros", "élèves", "enfants")),
        re.compile(
            r"[0-9](?<!\w.)[0-9 \u00a0\u202f]{0,9}[0-9] d['’](?:habitants|actifs|emplois|euros|élèves|enfants)\b"
        ),
        lambda m: m[0].replace(" d'", " ").replace(" d’", " "),
    ),
    Tour(
        "l'auxiliaire manque avant « été »",
        croiser("été", "|".join(f"{p}{f}" for p in _MIS.split("|") for f in ("", "s", "e", "es"))),
        re.compile(rf"été (?:{_MIS})e?s?\b"),
        sauf=_a_son_auxiliaire,
    ),
    Tour(
        "l'auxiliaire manque",
        croiser("qui", _ADVERBES, _PARTICIPES),
        re.compile(rf"qui (?:{_ADVERBES}) (?:{_PARTICIPES})(?! (?:et|ou|par)\b)(?=[ ,.])"),
    ),
    Tour(
        "on écrit « de… à… » ou « depuis… jusqu'à… »",
        ("depuis",),
        re.compile(r"depuis (?:19|20)[0-9]{2} à (?:19|20)[0-9]{2}\b"),
        lambda m: "de" + m[0][6:],
        sur=True,
    ),
    Tour(
        "le nom s'écrit « bien-fondé »",
        croiser("le|du|au", "bien fondé"),
        re.compile(r"(?:le|du|au) bien fondé\b(?= d|[.,])"),
        lambda m: m[0].replace("bien f", "bien-f"),
    ),
    Tour(
        "une phrase commence par « De plus »",
        ("plus, de", "plus, le", "plus, la", "plus, les"),
        re.compile(r"plus,(?= (?:de|les?|la)\b)"),
        "de plus,",
        sauf=lambda m: (
            m.string[max(0, m.start() - 2) : m.start()][-2:] not in (". ", "") and m.string[m.start() - 1] != "\n"
        ),
    ),
    Tour(
        "ce préfixe ne s'écrit pas seul",
        tuple(f"{p} " for p in _PREFIXES.split("|")),  # with its space: « inter » stands in « international »
        re.compile(rf"(?:{_PREFIXES}) [a-zà-ÿ]{{4,}}"),
        sauf=lambda m: m[0] in LOCUTIONS,
    ),
    Tour("la négation est doublée", ("ne pas ne", "pas pas"), re.compile(r"ne pas ne\b|n['’]ont pas pas\b"), sur=True),
)
