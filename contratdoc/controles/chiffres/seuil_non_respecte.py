"""CD419: a criterion quoted in the text that the data after it do not meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.criteres import Critere, Rythme, criteres_de, rythmes_de
from contratdoc.controles.chiffres.grille import grilles_de
from contratdoc.controles.chiffres.mesures import lisible
from contratdoc.controles.chiffres.titres_de_colonne import titre_de_colonne
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.nombres import ecrire
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.grille import Case, Grille
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD419",
    nom="seuil-non-respecte",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Les données qui suivent un critère cité (un revenu inférieur à un montant, une population supérieure "
        "à un nombre) "
        "le respectent ; une instance ne se réunit pas moins souvent qu'il n'est dit ailleurs."
    ),
    pourquoi="Un critère que les données contredisent fait douter de la liste qu'il est censé fonder.",
    exemple="Le revenu médian est inférieur à 11 200 euros, et le tableau donne 13 070 € et 14 290 €.",
    correction="Corrigez le seuil, ou dites l'année et l'unité des données, si elles diffèrent.",
    source="usage",
)

_FONDE = re.compile(
    r"\b(?:crit[èe]res?|conditions?|éligib\w+|identifiés?|retenus?|sélectionnés?|définis?|seuils?|doivent|doit"
    r"|concernés)\b",
    re.IGNORECASE,
)
_PORTEE = 10
_INTERTITRE = 60
_AVANT = 4
_TITRES = {
    "revenu": re.compile(r"^revenus?\b", re.IGNORECASE),
    "population": re.compile(r"^(?:population|nombre d['’]habitants|habitants)\b", re.IGNORECASE),
    "taux de chômage": re.compile(r"\bchômage\b", re.IGNORECASE),
    "taux de pauvreté": re.compile(r"\bpauvreté\b", re.IGNORECASE),
    "nombre de logements": re.compile(r"^(?:nombre de )?logements\b", re.IGNORECASE),
    "superficie": re.compile(r"^(?:superficie|surface)\b", re.IGNORECASE),
}
_INSTANCE = re.compile(
    r"\b(?P<nom>comité (?:de pilotage|technique|de suivi|d['’]évaluation)|copil|cotech|conseils? citoyens?|cispd|clspd"
    r"|assemblée (?:générale|plénière)|commission [a-zé]+)\b(?: (?P<de>(?:du|de la|de l['’]|des) \w+(?: \w+){0,2}))?",
    re.IGNORECASE,
)
_SIGLES = {"copil": "comité de pilotage", "cotech": "comité technique"}
_REUNION = re.compile(r"\b(?:réuni\w*|réunions?|séances?)\b", re.IGNORECASE)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of every rule
    """Find the criteria that the next table does not meet, and the bodies said to meet at two rhythms."""
    grilles = {id(lectures[0].premier): lectures[0] for lectures in grilles_de(ecrit)}
    criteres: list[tuple[int, Critere]] = []
    for i, bloc in enumerate(ecrit.blocs):
        if isinstance(bloc, Passage):
            if bloc.nature is Nature.TITRE:
                criteres = []
            elif lisible(bloc):
                criteres += [(i, c) for c in criteres_de(bloc) if _fonde(ecrit, i)]
        elif (grille := grilles.get(id(bloc))) is not None:
            # The first table that has the quantity answers the criterion; those after it repeat it, or are of others.
            juges = [(c, j) for rang, c in criteres if i - rang <= _PORTEE and (j := _colonne(c, grille)) is not None]
            criteres = [(rang, c) for rang, c in criteres if all(c is not juge for juge, _ in juges)]
            for critere, colonne in juges:
                yield from _comparer(critere, grille, colonne)
    yield from _rythmes(ecrit.passages)


def _fonde(ecrit: Ecrit, i: int) -> bool:
    """Say whether a bound is a criterion that selects: its passage, or the few before it, says so."""
    autour = ecrit.blocs[max(0, i - _AVANT) : i + 1]
    return any(_FONDE.search(b.texte) for b in autour if isinstance(b, Passage))


def _colonne(critere: Critere, grille: Grille) -> int | None:
    """Return the column of a table that holds the quantity of a criterion."""
    motif = _TITRES[critere.quantite]
    largeur = max((len(r.cases) for r in grille.rangees), default=0)
    return next((j for j in range(largeur) if motif.search(titre_de_colonne(grille, j))), None)


def _comparer(critere: Critere, grille: Grille, colonne: int) -> Iterator[Diagnostic]:
    lues = [(r.libelle, r.case(colonne)) for r in grille.rangees if not r.total]
    lues = [(nom, c) for nom, c in lues if c.valeur is not None and c.passage is not None and _comparable(c, critere)]
    fautives = [(nom, c) for nom, c in lues if c.valeur is not None and not critere.respecte(c.valeur)]
    if not fautives:
        return
    message = _message(critere, fautives, len(lues))
    premiere = fautives[0][1].passage
    autres = ((premiere.place(), "une valeur qui ne le respecte pas"),) if premiere is not None else ()
    yield FICHE.constat(message, critere.passage.place(critere.nombre.debut), FICHE.correction, autres=autres)


def _message(critere: Critere, fautives: list[tuple[str, Case]], lues: int) -> str:
    valeurs = sorted(c.valeur for _, c in fautives if c.valeur is not None)
    unite = f" {critere.unite}" if critere.unite in ("€", "%") else ""
    accord = "e" if critere.quantite in ("population", "superficie") else ""
    signe = ("inférieur" if critere.maximum else "supérieur") + accord
    plage = (
        f"{ecrire(valeurs[0])} à {ecrire(valeurs[-1])}{unite}" if len(valeurs) > 1 else f"{ecrire(valeurs[0])}{unite}"
    )
    if len(fautives) == lues > 1:
        suite = f"aucune ligne du tableau ne le respecte ({plage})"
    elif len(fautives) == 1:
        suite = f"« {fautives[0][0][:50]} » ne le respecte pas ({plage})"
    else:
        suite = f"{len(fautives)} lignes sur {lues} du tableau ne le respectent pas ({plage})"
    return f"Le critère cité est un{accord} {critere.quantite} {signe} à {ecrire(critere.borne)}{unite}, mais {suite}."


def _comparable(case: Case, critere: Critere) -> bool:
    return case.unite in (critere.unite, "") or critere.quantite == "population"


def _rythmes(passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Find the bodies said to meet so often here and less often there."""
    vus: dict[str, tuple[Passage, Rythme]] = {}
    for i, p in enumerate(passages):
        if p.nature in (Nature.CITATION, Nature.SOMMAIRE) or not _peut_dire_un_rythme(p.texte):
            continue
        for rythme in rythmes_de(p.texte):
            debut, fin = next(((a, b) for a, b in phrases_de(p.texte) if a <= rythme.rang < b), (0, len(p.texte)))
            phrase = p.texte[debut:fin]
            instance = _instance(phrase) or (
                _instance(passages[i - 1].texte) if i and len(passages[i - 1].texte) < _INTERTITRE else ""
            )
            if not instance or not _REUNION.search(phrase):
                continue
            avant, autre = vus.setdefault(instance, (p, rythme))
            if avant is p or not _contredit(rythme, autre):
                continue
            message = (
                f"Le rythme change : « {instance} » se réunit « {rythme.extrait} » ici, « {autre.extrait} » ailleurs."
            )
            autres = ((avant.place(autre.rang), "l'autre rythme est ici"),)
            aide = "Gardez un seul rythme."
            yield FICHE.constat(message, p.place(rythme.rang), aide, autres=autres, severite=Severite.AVERTISSEMENT)


def _peut_dire_un_rythme(texte: str) -> bool:
    return ("éuni" in texte or "éance" in texte) and _REUNION.search(texte) is not None


def _instance(texte: str) -> str:
    """Name the one body of a sentence; that of another contract (« du contrat local de santé ») is another."""
    noms = set()
    for m in _INSTANCE.finditer(texte):
        nom = m["nom"].casefold()
        de = (m["de"] or "").casefold()
        noms.add(_SIGLES.get(nom, nom) + ("" if not de or de.startswith("du contrat de ville") else f" {de}"))
    return noms.pop() if len(noms) == 1 else ""


def _contredit(a: Rythme, b: Rythme) -> bool:
    """Say whether two rhythms exclude each other; « at least » allows more."""
    if a.fois == b.fois:
        return False
    moins, plus = (a, b) if a.fois < b.fois else (b, a)
    return not moins.au_moins or plus.au_moins
