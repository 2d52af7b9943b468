"""Institutions and schemes of French public life that changed their name or ended, with the year and the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermePerime:
    """An old name.

    Attributes:
        motif: How it is written, as a regular expression; with capitals when the same words in lower case are usual.
        nom: The old name, as the message says it.
        successeur: What took its place; empty when nothing did.
        annee: The year from which the old name is no longer right.
        source: The law or the decree.
        casse: True when capitals matter: acronyms that are also words.
    """

    motif: str
    nom: str
    successeur: str
    annee: int
    source: str
    casse: bool = False


TERMES = (
    TermePerime(
        r"conseils? g[ée]n[ée]ra(?:l|ux)(?! de l['’](?:environnement|armement))",
        "conseil général",
        "conseil départemental",
        2015,
        "loi n° 2013-403 du 17 mai 2013",
    ),
    TermePerime(r"p[ôo]le[- ]emploi", "Pôle emploi", "France Travail", 2024, "loi n° 2023-1196 du 18 décembre 2023"),
    TermePerime(r"ANPE", "ANPE", "France Travail", 2008, "loi n° 2008-126 du 13 février 2008", casse=True),
    TermePerime(
        r"ASSEDIC|Assedic", "Assedic", "France Travail", 2008, "loi n° 2008-126 du 13 février 2008", casse=True
    ),
    TermePerime(r"DIRECCTE|Direccte", "DIRECCTE", "DREETS", 2021, "décret n° 2020-1545 du 9 décembre 2020", casse=True),
    TermePerime(r"DRJSCS", "DRJSCS", "DREETS et DRAJES", 2021, "décret n° 2020-1545 du 9 décembre 2020", casse=True),
    TermePerime(r"DDCS(?:PP)?", "DDCS", "DDETS", 2021, "décret n° 2020-1545 du 9 décembre 2020", casse=True),
    TermePerime(r"CGET", "CGET", "ANCT", 2020, "loi n° 2019-753 du 22 juillet 2019", casse=True),
    TermePerime(r"ACS[EÉé]|Acs[eé]", "Acsé", "ANCT", 2014, "décret n° 2014-394 du 31 mars 2014", casse=True),
    TermePerime(r"Epareca|EPARECA", "Epareca", "ANCT", 2020, "loi n° 2019-753 du 22 juillet 2019", casse=True),
    TermePerime(
        r"CUCS|contrats? urbains? de coh[ée]sion sociale",
        "contrat urbain de cohésion sociale",
        "contrat de ville",
        2015,
        "loi n° 2014-173 du 21 février 2014",
    ),
    TermePerime(r"ZUS|zones? urbaines? sensibles?", "zone urbaine sensible", "QPV", 2015, "loi n° 2014-173, art. 5"),
    TermePerime(r"ZRU", "zone de redynamisation urbaine", "QPV", 2015, "loi n° 2014-173, art. 5", casse=True),
    TermePerime(r"RMI", "RMI", "RSA", 2009, "loi n° 2008-1249 du 1er décembre 2008", casse=True),
    TermePerime(r"CLIS", "CLIS", "ULIS école", 2015, "circulaire n° 2015-129 du 21 août 2015", casse=True),
    TermePerime(
        r"ZEP|zones? d['’][ée]ducation prioritaire",
        "zone d'éducation prioritaire",
        "REP",
        2015,
        "circulaire n° 2014-077",
    ),
    TermePerime(
        r"foyers?[- ]logements?", "foyer-logement", "résidence autonomie", 2016, "loi n° 2015-1776 du 28 décembre 2015"
    ),
    TermePerime(
        r"relais (?:des |d['’])?assistante?s? maternelle?s?|relais assistants? maternels?",
        "relais assistants maternels",
        "relais petite enfance",
        2021,
        "ordonnance n° 2021-611 du 19 mai 2021",
    ),
    TermePerime(r"PDALPD", "PDALPD", "PDALHPD", 2014, "loi n° 2014-366 du 24 mars 2014, art. 34", casse=True),
    TermePerime(
        r"(?:pr[ée]fecture|conseil|r[ée]gion) (?:r[ée]gionale? )?(?:de |d['’])?(?:la )?(?:r[ée]gion )?"
        r"(?:Alsace|Champagne-Ardenne|Picardie|Nord-Pas-de-Calais|Limousin|Poitou-Charentes|Auvergne(?!-)|"
        r"Rhône-Alpes|Midi-Pyrénées|Languedoc-Roussillon|Haute-Normandie|Basse-Normandie|Bourgogne(?!-)|Franche-Comté|"
        r"Aquitaine)(?![\w-])",
        "région d'avant 2016",
        "la région qui en est issue",
        2016,
        "loi n° 2015-29 du 16 janvier 2015",
    ),
    TermePerime(
        r"CLSH", "CLSH", "accueil de loisirs (ALSH)", 2006, "décret n° 2006-923 du 26 juillet 2006", casse=True
    ),
    TermePerime(r"IUFM", "IUFM", "INSPÉ", 2013, "loi n° 2013-595 du 8 juillet 2013", casse=True),
    TermePerime(r"RSI", "RSI", "assurance maladie", 2018, "loi n° 2017-1836 du 30 décembre 2017", casse=True),
    TermePerime(
        r"Haute Autorit[ée] de Lutte contre les Discriminations|HALDE",
        "HALDE",
        "Défenseur des droits",
        2011,
        "loi organique n° 2011-333 du 29 mars 2011",
    ),
    TermePerime(
        r"tribuna(?:l|ux) de grande instance|tribuna(?:l|ux) d['’]instance",
        "tribunal d'instance",
        "tribunal judiciaire",
        2020,
        "loi n° 2019-222 du 23 mars 2019",
    ),
)
