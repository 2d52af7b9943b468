"""CD920: private persons named, or reachable, in a public act. No message ever repeats a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite
from contratdoc.ecrits.ecrit import Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD920",
    nom="personnes-nommees",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Le contrat ne donne ni liste nominative de particuliers ou de praticiens, ni coordonnées personnelles.",
    pourquoi="Le contrat est publié : les noms y restent, vite périmés, sans que les personnes l'aient voulu.",
    exemple="« Dr DUPONT Jeanne », « Dr MARTIN Paul », « Cabinet PETIT / ROUX », un par ligne",
    correction="Remplacez la liste par un effectif daté (« 9 médecins généralistes au 1er janvier 2024 »).",
    source="RGPD, art. 5-1-c (minimisation des données) ; CRPA, art. L. 312-1-2 (publication)",
)

_NOM = r"[A-ZÀ-Ý][\w’'-]+"
_PERSONNE = re.compile(
    rf"\b(?P<titre>Dr|Drs|Docteur|Docteure|Me|Maître|M\.|Mr|Mme|Mlle|Monsieur|Madame)\.?\s+(?P<nom>{_NOM}(?:\s+{_NOM}){{0,3}})"
    rf"|\b(?P<cabinet>Cabinet)\s+(?:médical\s+|dentaire\s+)?(?P<noms>[A-ZÀ-Ý]{{3,}}(?:[\s-]+{_NOM}){{0,2}}"
    rf"(?:\s*/\s*[A-ZÀ-Ý]{{3,}}(?:[\s-]+{_NOM})?)*)"
)
_AUTRE_NOM = re.compile(r"\s*/\s*[A-ZÀ-Ý]{2,}")
_FONCTION = re.compile(
    r"\b(?:maires?|adjointe?|président|préfet|sous-préfet|ministre|député|sénat|conseill|procureur|délégué|"
    r"direct(?:eur|rice)|recteur|secrétaire|représentant|chef|élue?)",
    re.IGNORECASE,
)
_VOIE = re.compile(
    r"\b(?:rue|avenue|place|allée|boulevard|école|collège|lycée|gymnase|stade|salle|square|impasse)\b.{0,20}$",
    re.IGNORECASE,
)
_LISTE_MIN = 3
_LONGUE = 220
"""A longer passage tells something of the persons: it is no list."""
_ECART_MAX = 3
_AUTOUR = 60
_MAIL = re.compile(r"\b(?P<compte>[\w.+-]{2,64})@(?P<domaine>[\w-]{2,63}\.[\w.-]{2,20})")
_MAIL_PERSONNEL = re.compile(r"[a-z]{2,}[._-][a-z]{2,}|[a-z][._][a-z]{3,}", re.IGNORECASE)
_SERVICE = re.compile(
    r"contact|mairie|accueil|info|secretariat|service|direction|politique|ville|agence|pole|dgs|cohesion|habitat|emploi|"
    r"associat|centre|maison|ecole|commun|presse|ne-pas|noreply",
    re.IGNORECASE,
)
_DOMAINE_PRIVE = re.compile(
    r"(?:gmail|hotmail|outlook|orange|wanadoo|free|yahoo|laposte|sfr|live|icloud)\.", re.IGNORECASE
)
_CHIFFRE = re.compile(r"\d\d")
_MOBILE = re.compile(r"(?<![\d.])(?:\+33\s?|0)[67](?:[ .\-\u00a0]?\d\d){4}(?!\d)")
_DOMICILE = re.compile(r"\b(?:domiciliée?|demeurant)\s+(?:au\s+)?\d{1,4}\b", re.IGNORECASE)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the lists of private persons, then their addresses."""
    del contexte
    yield from _listes(ecrit)
    for p in ecrit.tous:
        yield from _coordonnees(p)


def _listes(ecrit: Ecrit) -> Iterator[Diagnostic]:
    """Count the persons of neighbouring short passages: a heading or a long passage ends a list."""
    debut: Place | None = None
    nombre = ecart = 0
    for p in (*ecrit.tous, None):
        ici = _personnes(p) if p is not None and len(p.texte) <= _LONGUE else []
        if ici and p is not None:
            debut = debut or p.place(ici[0][0])
            nombre += sum(n for _, n in ici)
            ecart = 0
            continue
        ecart += 1
        if p is None or ecart > _ECART_MAX or p.nature in (Nature.TITRE, Nature.INTERTITRE) or len(p.texte) > _LONGUE:
            if debut is not None and nombre >= _LISTE_MIN:
                message = f"Une liste nomme {nombre} personnes privées dans un acte public."
                yield FICHE.constat(message, debut, FICHE.correction)
            debut, nombre = None, 0


def _personnes(p: Passage) -> list[tuple[int, int]]:
    """Return where persons are named in a passage, and how many each time; those cited for their office left out."""
    if p.nature is Nature.CITATION:
        return []
    trouves: list[tuple[int, int]] = []
    for m in _PERSONNE.finditer(p.texte):
        autour = p.texte[max(0, m.start() - _AUTOUR) : m.end() + _AUTOUR]
        if _FONCTION.search(autour) or _VOIE.search(p.texte, max(0, m.start() - _AUTOUR), m.start()):
            continue
        suite = p.texte[m.end() :] if m["titre"] else m["noms"]
        trouves.append((m.start(), 1 + len(_AUTRE_NOM.findall(suite))))
    return trouves


def _coordonnees(p: Passage) -> Iterator[Diagnostic]:
    texte = p.texte
    if "@" in texte:
        for m in _MAIL.finditer(texte):
            compte, domaine = m["compte"], m["domaine"]
            prive = _DOMAINE_PRIVE.match(domaine) is not None
            if prive or (_MAIL_PERSONNEL.fullmatch(compte) and not _SERVICE.search(compte)):
                message = "Une adresse électronique paraît être celle d'une personne."
                yield FICHE.constat(message, p.place(m.start()), "Donnez l'adresse d'un service.")
    if _CHIFFRE.search(texte):
        for m in _MOBILE.finditer(texte):
            message = "Un numéro de téléphone mobile paraît être celui d'une personne."
            yield FICHE.constat(message, p.place(m.start()), "Donnez le numéro d'un service.")
        for m in _DOMICILE.finditer(texte):
            message = "L'adresse d'une personne est donnée."
            yield FICHE.constat(message, p.place(m.start()), "Ne gardez que la commune, ou rien.")
