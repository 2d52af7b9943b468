"""The faulty agreements, as data: closed lists of nouns and adjectives, so that a hit is sure."""

from __future__ import annotations

import re

from contratdoc.controles.redaction.tour import Tour, croiser

NOMS = (
    "accueil|action|agent|association|atelier|bailleur|bâtiment|bénéficiaire|commune|compétence|contrat|demandeur"
    "|difficulté|dispositif|domaine|enfant|entreprise|équipement|établissement|famille|habitant|indicateur|locataire"
    "|logement|ménage|mesure|objectif|outil|parent|partenaire|politique|porteur|problématique|professionnel|programme"
    "|projet|quartier|ressource|salarié|service|structure|territoire|travailleur|usager|ville"
)
_COMPTES = f"{NOMS}|actif|emploi|élève|personne|place|poste|séance|visite|jeune|lit|lot|appartement"
_MASCULINS = "agence|convention|mission|politique|direction|région|stratégie|caisse|action|équipe|association"
_FEMININS = "conseil|contrat|comité|programme|plan|projet|réseau|dispositif|service|schéma|observatoire|centre|bailleur"
_AL = "nation|région|département|loc|soci|territori|commun|intercommun|municip"
_RACINES = "soci|loc|commun|intercommun|département|région|nation|territori"
_ALES = _RACINES.replace("|", "ales|") + "ales"
_SINGULIERS = (
    "lien|bailleur|logement|service|équipement|partenaire|acteur|réseau|enjeu|contrat|habitant|établissement|centre"
)
_PLURIELS = "liens|bailleurs|logements|services|équipements|partenaires|acteurs|réseaux|enjeux|contrats"
_PLURIEL_DE_DEUX = re.compile(r"\b(?:et|ou|ni)\b|,")
_MANIERES = "indépendance|autonomie|transparence|sécurité|confiance|liberté|équité|discrétion"
_AUTRES_F = "initiative|action|mesure|structure|personne|forme|demande|disposition"
_AUTRES_M = "poste|projet|dispositif|moyen|acteur|partenaire|organisme|document"
_RECUL = 40
_DISPARUS = ("disparue", "disparus", "disparues")
_INTRANSITIFS = "évolu|progress|particip|contribu|bénéfici|fonctionn|dur|exist"


def _avant(m: re.Match[str]) -> str:
    return m.string[max(0, m.start() - _RECUL) : m.start()].rpartition("\n")[2]


def _de_deux_noms(m: re.Match[str]) -> bool:
    """Say whether a plural adjective may be that of two nouns: « l'habitat et le logement sociaux »."""
    return _PLURIEL_DE_DEUX.search(_avant(m)) is not None


def _complement_devant(m: re.Match[str]) -> bool:
    """Say whether a pronoun stands before « ayant »: « les ayant réunis » agrees with it."""
    return re.search(r"(?:^|\W)(?:les|nous|vous|l['’])\s?$", _avant(m)) is not None


def _nombre_douteux(m: re.Match[str]) -> bool:
    """Say whether what stands before a noun may be no count above one."""
    avant = _avant(m) + m[0][0]
    nombre = re.search(r"(?<![\w.,/-])[0-9]{1,3}$", avant)
    if nombre is None or int(nombre[0]) < 2:  # noqa: PLR2004 - the plural begins at two
        return True
    return (
        re.search(
            r"(?:axe|articles?|programme|prog\.|thématique|objectif|annexe|fiche|action|n°|lot|phase|étape|page|volet|type|loi"
            r"|département|cd|[,.:/+–(-]|[0-9]|et|ou|à|t)\s*$",
            avant[: nombre.start()],
        )
        is not None
    )


_AU_PLURIEL = "futurs|futures|nouveaux|nouvelles|différents|différentes|principaux|principales"
_ELIDES = (*(n + "s" for n in NOMS.split("|") if n[0] in "aeéiouh" and n != "habitant"), "habitants")

ACCORDS: tuple[Tour, ...] = (
    Tour(
        "le nom se met au pluriel",
        croiser(_AU_PLURIEL, NOMS),
        re.compile(rf"(?:{_AU_PLURIEL}) (?:{NOMS})(?![\w'’(-])"),
        lambda m: m[0] + "s",
    ),
    Tour(
        "l'article « l' » ne va pas devant un pluriel",
        tuple(f"l{a}{n}" for a in "'’" for n in _ELIDES),
        re.compile(rf"l['’](?:{'|'.join(_ELIDES)})(?![\w'’(-])"),
        sur=True,
    ),
    Tour(
        "le nom se met au pluriel",
        croiser("les|des|ces|aux", NOMS),
        re.compile(rf"(?:les|des|ces|aux) (?:{NOMS})(?![\w'’(-])"),
        lambda m: m[0] + "s",
    ),
    Tour(
        "le nom se met au singulier",
        croiser("une|un|cette|cet|chaque", NOMS.replace("|", "s|") + "s"),
        re.compile(rf"(?:une|un|cette|cet|chaque) (?:{NOMS})s(?![\w'’(-])"),
        lambda m: m[0][:-1],
        sauf=lambda m: m.string[m.start() - 1 : m.start()] in ("'", "’", "-"),
    ),
    Tour(
        "le nom se met au pluriel après « nombre de »",
        ("nombre de", "nombre d'", "nombre d’"),
        re.compile(rf"nombre (?:de |d['’])(?:{_COMPTES})(?![\w'’(-])"),
        lambda m: m[0] + ("x" if m[0].endswith("eau") else "s"),
        sur=True,
    ),
    Tour(
        "le nom se met au pluriel après un nombre",
        (),
        re.compile(rf"[0-9](?<![1]) (?<![^\w][01] )(?:{_COMPTES})(?![\w'’(-])"),
        lambda m: m[0] + "s",
        sauf=_nombre_douteux,
    ),
    Tour(
        "l'adjectif se met au singulier",
        croiser("moyenne|échelle|situation|population|collectivité|politique", _ALES),
        re.compile(
            r"l(?:a |['’])(?:moyenne|échelle|situation|population|collectivité|politique) "
            rf"(?:{_RACINES})ales(?![\w(-])"
        ),
        lambda m: m[0][:-1],
        sur=True,
    ),
    Tour(
        "l'adjectif se met au féminin",
        croiser(_MASCULINS, _AL.replace("|", "al|") + "al"),
        re.compile(rf"(?:{_MASCULINS}) (?:{_AL})al(?![\w(-])"),
        lambda m: m[0] + "e",
        sauf=lambda m: m.string[m.end() : m.end() + 4].strip() in ("et", "ou"),
        sur=True,
    ),
    Tour(
        "l'adjectif se met au masculin",
        croiser(_FEMININS, _AL.replace("|", "ale|") + "ale"),
        re.compile(rf"(?:{_FEMININS}) (?:{_AL})ale(?![\w(-])"),
        lambda m: m[0][:-1],
        sur=True,
    ),
    Tour(
        "le nom et l'adjectif ne s'accordent pas",
        ("espace verts", *croiser(_SINGULIERS, _ALES.replace("ales", "aux") + "|publics")),
        re.compile(rf"(?:espace verts|(?:{_SINGULIERS}) (?:(?:{_RACINES})aux|publics))(?![\w(-])"),
        sauf=_de_deux_noms,
        sur=True,
    ),
    Tour(
        "le nom et l'adjectif ne s'accordent pas",
        ("assistantes maternelle", *croiser(_PLURIELS, _ALES.replace("ales", "al") + "|public")),
        re.compile(
            r"(?:assistantes maternelle(?![\w(-])"
            rf"|(?:{_PLURIELS}) (?:(?:{_RACINES})al|public)(?![\w(-])(?! (?:et|ou)\b)(?!,))"
        ),
        sur=True,
    ),
    Tour(
        "le mot reste au singulier dans cette locution",
        (
            *(
                "à domiciles",
                "en matières de",
                "en matières d'",
                "en matières d’",
                "de droits communs",
                "de proximités",
            ),
            *("à mobilités réduite", "à mobilités réduites", "transports en communs"),
        ),
        re.compile(
            r"à domiciles\b|en matières d(?=e\b|['’])|de droits communs\b|de proximités\b|à mobilités réduites?\b"
            r"|transports en communs\b"
        ),
        lambda m: re.sub(r"s\b", "", m[0].partition(" ")[2]).join((m[0].partition(" ")[0] + " ", "")),
        sauf=lambda m: m.string[m.end() : m.end() + 4] == " et ",
        sur=True,
    ),
    Tour(
        "« tout » ne s'accorde pas avec le nom qui suit",
        (*croiser("en tout", _MANIERES), *croiser("tout autre", _AUTRES_F), *croiser("toute autre", _AUTRES_M)),
        re.compile(rf"en tout (?:{_MANIERES})\b|tout autre (?:{_AUTRES_F})\b|toute autre (?:{_AUTRES_M})\b"),
        lambda m: m[0].replace("toute ", "tout ") if "toute " in m[0] else m[0].replace("tout ", "toute "),
        sauf=lambda m: _avant(m).endswith("une "),
        sur=True,
    ),
    Tour(
        "« ont pu être » demande un participe au pluriel",
        ("ont pu être",),
        re.compile(
            r"ont pu être (?:soutenu|créé|réalisé|financé|mené|organisé|identifié|interrogé|accompagné)e?(?![\w(-])"
        ),
        lambda m: m[0] + "s",
    ),
    Tour(
        "« ont été » demande un participe au pluriel",
        ("ont été",),
        re.compile(
            r"ont été (?:créé|réalisé|rénové|lancé|engagé|signé|soutenu|attribué|financé|mené|organisé|identifié)e?"
            r"(?![\w(-])"
        ),
        lambda m: m[0] + "s",
    ),
    Tour(
        "ce participe est invariable avec « avoir »",
        tuple(f"{v}é{f}" for v in _INTRANSITIFS.split("|") for f in ("e", "s", "es")) + _DISPARUS,
        re.compile(
            r"(?:a|ont|avait|avaient|ayant|aura|auront) (?:[\w-]+ment )?"
            rf"(?:(?:{_INTRANSITIFS})é(?:e|s|es)|disparu(?:e|s|es))(?![\w(])"
        ),
        lambda m: re.sub(r"(é|u)(?:e|s|es)$", r"\1", m[0]),
        sur=True,
    ),
    Tour(
        "ce participe est invariable ici",
        ("ayant réunis",),
        re.compile(r"ayant réunis\b"),
        "ayant réuni",
        sauf=_complement_devant,
        sur=True,
    ),
)
