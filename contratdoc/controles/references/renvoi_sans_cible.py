"""CD214: « voir annexe 4 », « à l'article 7 », « le tableau ci-dessous » that send to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.references.cibles import NOMS, Cibles, cibles_de, nom_de, rang_de, tableau_apres
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage, TableauEcrit
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.reperage import joindre
from contratdoc.ecrits.ressemblance import mots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD214",
    nom="renvoi-sans-cible",
    famille=Famille.REFERENCES,
    severite=Severite.ERREUR,
    verifie="Ce à quoi le texte renvoie (annexe, article, tableau, partie, page, « ci-dessous ») s'y trouve.",
    pourquoi="Un renvoi mort prive le lecteur de la preuve ou de la règle qu'on lui promet.",
    exemple="Les indicateurs sont donnés en annexe 5 (le contrat a trois annexes).",
    correction="Corrigez le renvoi, ou rétablissez ce qu'il annonce.",
    source="usage",
)

_NOMMES = ("nnexe", "rticle", "ableau", "igure", "raphique", "arte", "hapitre", "artie", "ection")
_UN_NUMERO = re.compile(r"[sx]?\s(?:n°\s?)?[\dIVXivx]")
_NOMMES_AUTREMENT = (" page ", "oir «", "(voir ", "(cf", "cf. «", "i-dessous", "i-après", "ableau suivant")
_NUMEROTE = re.compile(
    rf"\b(?P<nom>{NOMS})\s(?:n°\s?)?(?P<numero>\d{{1,3}}|[IVX]{{1,5}})(?:er)?(?![\w.,/’'-]*\d)\b"
    r"(?P<suite>[^.;()«»]{0,60})",
    re.IGNORECASE,
)
_D_AILLEURS = re.compile(
    r"\s*(?:[,àa&-]|et|ou|bis|ter|\s|\d|al\.|alinéa|[IVX]+\b|°)*\b(?:de (?:la|l['’]|cette|ce[ts]?)|du|des|d['’]un)\s*"
    r"(?!pr[ée]sent|contrat\b)",
    re.IGNORECASE,
)
_DU_CONTRAT = re.compile(r"\s*(?:ci-|du présent|de la présente|du contrat\b|,? infra|,? supra)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:voir|cf\.?|en|à la|la)\s+page\s(?P<page>\d{1,4})\b(?!\s+(?:de|du|des|d['’]))", re.IGNORECASE)
_CITE = re.compile(
    r"\b(?:voir|cf\.?)\s+(?:aussi\s+|la partie\s+|le volet\s+)?«\s*(?P<titre>[^«»]{2,80}?)\s*»", re.IGNORECASE
)
_ENTRE_PARENTHESES = re.compile(
    r"\((?:voir|cf\.?)\s+(?:aussi\s+)?(?:l['’]|la |le |les )(?P<titre>[^()\d«»/]{4,60})\)", re.IGNORECASE
)
_TABLEAU = re.compile(r"\btableaux?\s(?:ci-(?:dessous|après)|suivants?)\b", re.IGNORECASE)
_RIEN_APRES = re.compile(r"\bci-(?:dessous|après)\s*:$", re.IGNORECASE)
_AUTRE_DOCUMENT = re.compile(
    r"\b(?:loi|decret|arrete|circulaire|instruction|code|site|convention|rapport|etude|schema|plan|bilan|carte|photo"
    r"|document|charte|deliberation|avenant|protocole|guide|note|encadre|graphique|figure|image|lien)\b"
)
_PAGES_APRES_LA_DERNIERE = 60
_PRES = 8
_AVANT = 90
_TEXTE_DE_DROIT = re.compile(r"\b(?:loi|code|d[ée]cret|ordonnance|arr[êe]t[ée]|convention|circulaire)\b", re.IGNORECASE)
_SANS_RENVOI = (Nature.SOMMAIRE, Nature.TITRE, Nature.INTERTITRE)
_MOT_MIN = 4


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the references that send to nothing. In a typed contract numbers are computed, and links are checked."""
    libres = [p for p in ecrit.tous if p.nature not in _SANS_RENVOI and VALEUR not in p.texte]
    joint = joindre([p.texte for p in libres])
    numerotes = [libres[i] for i in sorted(joint.avec(_NOMMES, _UN_NUMERO))] if contexte.contrat is None else []
    autres = [libres[i] for i in sorted(joint.avec(_NOMMES_AUTREMENT))]
    if not numerotes and not autres:
        return
    cibles = cibles_de(ecrit)
    hors_tableaux = {id(p) for p in ecrit.passages}
    for p in numerotes:
        yield from _numerotes(p, cibles)
    for p in autres:
        if contexte.contrat is None:
            yield from _pages(p, cibles)
        if p.nature is not Nature.CITATION:
            yield from _par_titre(p, cibles)
            if id(p) in hors_tableaux:
                yield from _plus_bas(p, ecrit)


def _numerotes(p: Passage, cibles: Cibles) -> Iterator[Diagnostic]:
    for m in _NUMEROTE.finditer(p.texte):
        nom, rang = nom_de(m["nom"]), rang_de(m["numero"])
        connus = cibles.numeros.get(nom, frozenset())
        du_contrat = _DU_CONTRAT.match(m["suite"]) is not None
        if rang in connus or m.start() == 0 or (not du_contrat and _D_AILLEURS.match(m["suite"])):
            continue
        avant = p.texte[max(m.start() - _AVANT, 0) : m.start()]
        if not du_contrat and (not connus or (nom == "article" and _TEXTE_DE_DROIT.search(avant))):
            continue
        if not connus and nom not in ("annexe", "article"):
            continue  # tables and figures without caption are not numbered by their order
        sur = bool(connus) and (du_contrat or nom != "article")
        ecrit_ainsi = p.texte[m.start() : m.start("suite")].strip()
        suite = f" : le dernier est {max(connus)}" if connus and max(connus) < min(rang, 1000) else ""
        message = f"Le texte renvoie à « {ecrit_ainsi} », qu'il ne contient pas{suite}."
        severite = Severite.ERREUR if sur else Severite.AVERTISSEMENT
        yield FICHE.constat(message, p.place(m.start()), FICHE.correction, severite=severite)


def _pages(p: Passage, cibles: Cibles) -> Iterator[Diagnostic]:
    """Find the pages far beyond the last that the contents give: the last part has pages of its own."""
    if not cibles.derniere_page:
        return
    for m in _PAGE.finditer(p.texte):
        if int(m["page"]) > cibles.derniere_page + _PAGES_APRES_LA_DERNIERE:
            message = f"Le texte renvoie à la page {m['page']}, mais le sommaire s'arrête page {cibles.derniere_page}."
            yield FICHE.constat(message, p.place(m.start()), FICHE.correction)


def _par_titre(p: Passage, cibles: Cibles) -> Iterator[Diagnostic]:
    """Find the titles named after « voir » that no heading bears, or no heading shares a word with."""
    for motif in (_CITE, _ENTRE_PARENTHESES):
        for m in motif.finditer(p.texte):
            nom = " ".join(mots(m["titre"]))
            if not nom or not cibles.titres or _AUTRE_DOCUMENT.search(nom):
                continue
            pleins = [x for x in nom.split() if len(x) >= _MOT_MIN]
            if any(x in cibles.mots_des_titres for x in pleins) or any(nom in t for t in cibles.titres):
                continue
            message = f"Le texte renvoie à « {extrait(m['titre'])} », qui n'est le titre d'aucune partie."
            place = p.place(m.start("titre"))
            yield FICHE.constat(message, place, FICHE.correction, severite=Severite.AVERTISSEMENT)


def _plus_bas(p: Passage, ecrit: Ecrit) -> Iterator[Diagnostic]:
    """Find « le tableau ci-dessous » that no table follows, and « ci-dessous : » right before a heading or the end."""
    tableau, fin = _TABLEAU.search(p.texte), _RIEN_APRES.search(p.texte)
    if tableau is None and fin is None:
        return
    rang = ecrit.rang(p)
    if tableau is not None:
        if not tableau_apres(ecrit, rang, _PRES):
            message = f"Le texte annonce un « {tableau[0]} », mais aucun tableau ne suit."
            place = p.place(tableau.start())
            yield FICHE.constat(message, place, FICHE.correction, severite=Severite.AVERTISSEMENT)
        return
    suivant = ecrit.blocs[rang + 1] if rang + 1 < len(ecrit.blocs) else None
    if suivant is None or (not isinstance(suivant, TableauEcrit) and _autre_partie(p, suivant)):
        message = f"« {extrait(p.texte[-_PAGES_APRES_LA_DERNIERE:])} » n'annonce rien : la partie s'arrête là."
        place = p.place(fin.start() if fin is not None else 0)
        yield FICHE.constat(message, place, FICHE.correction, severite=Severite.AVERTISSEMENT)


def _autre_partie(p: Passage, suivant: Passage) -> bool:
    return suivant.fichier != p.fichier or (suivant.nature is Nature.TITRE and suivant.niveau in (1, 2))
