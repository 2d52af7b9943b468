"""CD416: one fact of faits.yaml given twice under two ids."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite
from contratdoc.ecrits.nombres import ecrire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.schema.modeles import Fait

FICHE = Fiche(
    code="CD416",
    nom="fait-a-deux-valeurs",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Deux faits de faits.yaml qui disent la même chose (même libellé, même unité, même périmètre, même année, même "
        "source) n'ont pas deux valeurs, et un même fait n'est pas écrit deux fois."
    ),
    pourquoi="Le contrat imprime l'une ou l'autre valeur selon l'identifiant cité, et se contredit sans le dire.",
    exemple="population: {libelle: Population, valeur: 62 931, unite: habitants} ; population_2: … valeur: 63 238",
    correction="Gardez un seul fait, ou donnez à chacun son année, sa source et son périmètre.",
    source="usage",
)
_FICHIER = "modeles/faits.yaml"
_SUFFIXE = re.compile(r"[-_](?:\d|bis|ter|nouveau|nouvelle|ancien|ancienne|copie)$")


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the facts that say the same thing, with another value or with the same."""
    par_libelle: dict[tuple[str, ...], tuple[str, Fait]] = {}
    par_racine: dict[tuple[str, ...], tuple[str, Fait]] = {}
    for nom, fait in contrat.faits.items():
        suite = (_cle(fait.unite), _cle(fait.perimetre), fait.annee.texte if fait.annee else "", _cle(fait.source))
        autre, vu = par_libelle.setdefault((_cle(fait.libelle), *suite), (nom, fait))
        if autre == nom:
            autre, vu = par_racine.setdefault((_SUFFIXE.sub("", nom), *suite), (nom, fait))
        if autre != nom:
            yield _constat(nom, fait, autre, vu)


def _constat(nom: str, fait: Fait, autre: str, vu: Fait) -> Diagnostic:
    unite = f" {fait.unite}" if fait.unite else ""
    # A linked fact no longer knows its line: the message names it.
    place = Place(_FICHIER)
    if fait.valeur == vu.valeur:
        message = f"Les faits « {autre} » et « {nom} » disent deux fois la même chose : {ecrire(fait.valeur)}{unite}."
        aide = "Gardez-en un seul, et citez-le partout."
        return FICHE.constat(message, place, aide, severite=Severite.AVERTISSEMENT)
    message = (
        f"Les faits « {autre} » et « {nom} » disent la même chose, "
        f"mais valent {ecrire(vu.valeur)} et {ecrire(fait.valeur)}{unite}."
    )
    sure = _cle(fait.libelle) == _cle(vu.libelle)
    return FICHE.constat(message, place, FICHE.correction, severite=Severite.ERREUR if sure else Severite.AVERTISSEMENT)


def _cle(texte: str | None) -> str:
    nu = unicodedata.normalize("NFKD", (texte or "").casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in nu if not unicodedata.combining(c))))
