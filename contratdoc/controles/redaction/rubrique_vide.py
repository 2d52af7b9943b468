"""CD610: a heading with nothing under it, a table announced that is not there, a column that holds nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import fichier_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Bloc, Nature, Passage, TableauEcrit
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.titres import lire_numero, niveau_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Cellule, Contexte, Ecrit

FICHE = Fiche(
    code="CD610",
    nom="rubrique-vide",
    famille=Famille.REDACTION,
    severite=Severite.AVERTISSEMENT,
    verifie="Sous chaque titre il y a un texte, chaque tableau annoncé est là, et chaque colonne titrée est remplie.",
    pourquoi="Une rubrique vide est une promesse non tenue : un graphique perdu en route, ou une partie restée à "
    "écrire.",
    exemple="2) Âge des occupants :, puis aussitôt 3) Ressources des ménages :",
    correction="Écrivez ce que le titre annonce, ou supprimez-le.",
    source="usage",
)
_TABLEAU = re.compile(
    r"\b(?:le|un|ce) tableau (?:suivant|ci[- ]dessous|ci[- ]apr[èe]s)\b|\bci[- ]dessous le tableau\b", re.IGNORECASE
)
_RENVOI = re.compile(r"annexe|page|partie|\bcf\b|voir", re.IGNORECASE)
_LOIN = 6
_COLONNES_LIBRES = re.compile(r"observ|comment|remarque|signature|[ée]margement|notes?\b", re.IGNORECASE)
_LIGNES_MIN = 2
_COLONNES_MIN = 3


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the headings, the announcements and the columns that hold nothing."""
    yield from _titres_vides(ecrit)
    yield from _dernier_titre(ecrit, contexte)
    yield from _tableaux_absents(ecrit)
    for tableau in ecrit.tableaux:
        yield from _colonnes_vides(tableau)


def _titres_vides(ecrit: Ecrit) -> Iterator[Diagnostic]:
    """Look at the headings that another one follows at once."""
    for suite in _suites(ecrit):
        # Lines that only their number makes headings may be a list; one that ends with « : » announces something.
        annonces = any(p.libelle.endswith(":") for p in suite)
        for a, b in pairwise(suite):
            if _numerote_a_la_main(a) and not annonces:
                continue
            if _meme_rang(a, b):
                # Outside plain text, a picture may stand between: it is no part of what is read.
                sur = annonces and not a.fichier.endswith((".docx", ".md"))
                yield _vide(a, b, Severite.ERREUR if sur else Severite.AVERTISSEMENT)


def _dernier_titre(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Look at the heading that ends a lone text; in a contract, another file goes on."""
    dernier = ecrit.blocs[-1] if ecrit.blocs else None
    if contexte.contrat is None and len(ecrit.blocs) > 1 and dernier is not None and _est_titre(dernier):
        assert isinstance(dernier, Passage)
        if not _numerote_a_la_main(dernier) or dernier.libelle.endswith(":"):
            message = f"Rien n'est écrit sous le titre « {extrait(dernier.texte)} » : le texte finit là."
            yield FICHE.constat(message, dernier.place(), FICHE.correction)


def _suites(ecrit: Ecrit) -> Iterator[list[Passage]]:
    """Give the runs of two headings or more, without anything between them, in one file."""
    suite: list[Passage] = []
    for bloc in ecrit.blocs:
        titre = _est_titre(bloc)
        if titre and suite and suite[-1].fichier == fichier_de(bloc):
            assert isinstance(bloc, Passage)
            suite.append(bloc)
            continue
        if len(suite) > 1:
            yield suite
        suite = [bloc] if titre and isinstance(bloc, Passage) else []
    if len(suite) > 1:
        yield suite


def _est_titre(bloc: Bloc) -> bool:
    return isinstance(bloc, Passage) and bloc.nature is Nature.TITRE and bloc.niveau > 0


def _numerote_a_la_main(p: Passage) -> bool:
    """Say whether the number typed before a line is all that makes it a heading."""
    numero = lire_numero(p.texte)
    return numero is not None and niveau_de(numero) == p.niveau


def _meme_rang(a: Passage, b: Passage) -> bool:
    """Say whether the second heading stands at the level of the first, or above it."""
    if _numerote_a_la_main(a) != _numerote_a_la_main(b):
        return False
    if _numerote_a_la_main(a):
        na, nb = lire_numero(a.texte), lire_numero(b.texte)
        return na is not None and nb is not None and na.style == nb.style
    return b.niveau <= a.niveau


def _vide(a: Passage, b: Passage, severite: Severite) -> Diagnostic:
    message = f"Rien n'est écrit sous le titre « {extrait(a.texte)} » : « {extrait(b.texte)} » le suit aussitôt."
    autres = ((b.place(), "le titre suivant"),)
    return FICHE.constat(message, a.place(), FICHE.correction, autres=autres, severite=severite)


def _tableaux_absents(ecrit: Ecrit) -> Iterator[Diagnostic]:
    """Look for the tables that a sentence says are right below."""
    for i, bloc in enumerate(ecrit.blocs):
        if not isinstance(bloc, Passage) or "ableau" not in bloc.texte:
            continue
        m = _TABLEAU.search(bloc.texte)
        if m is None or _RENVOI.search(bloc.texte) is not None:
            continue
        suite = ecrit.blocs[i + 1 : i + 1 + _LOIN]
        if any(isinstance(b, TableauEcrit) for b in (*suite, *ecrit.blocs[max(0, i - 1) : i])):
            continue
        if bloc.fichier.endswith(".yaml"):
            continue  # the table is another field of the record
        message = f"« {m[0]} » est annoncé, mais aucun tableau ne suit."
        aide = "Remettez le tableau, ou retirez l'annonce."
        yield FICHE.constat(message, bloc.place(m.start()), aide)


def _colonnes_vides(tableau: TableauEcrit) -> Iterator[Diagnostic]:
    """Look at the columns with a header and no cell filled, in a table whose rows have all the same length."""
    lignes = tableau.lignes
    if len(lignes) <= _LIGNES_MIN or len(lignes[0]) < _COLONNES_MIN or len({len(x) for x in lignes}) > 1:
        return
    entete = lignes[0]
    for j, titre in enumerate(entete):
        suivant = entete[j + 1 : j + 2]
        if not titre.texte.strip() or (suivant and not suivant[0].texte.strip()):
            continue  # a header over several columns
        if _COLONNES_LIBRES.search(titre.texte) is not None or not _est_entete(entete):
            continue
        if not any(ligne[j].texte.strip() for ligne in lignes[1:]):
            message = f"La colonne « {extrait(titre.texte)} » du tableau n'a aucune case remplie."
            aide = "Remplissez-la, ou supprimez-la."
            yield FICHE.constat(message, titre.passages[0].place(), aide)


def _est_entete(ligne: tuple[Cellule, ...]) -> bool:
    """Say whether a first row names columns: most of its cells are filled, and none is a figure."""
    remplies = [c.texte for c in ligne if c.texte.strip()]
    return 2 * len(remplies) > len(ligne) and not any(t[0].isdigit() for t in remplies)
