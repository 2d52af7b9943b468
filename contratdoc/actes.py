"""From a sealed folder to its avenants: read them, carry them out, propose the next one."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contratdoc.avenants.avenant import Avenant, Genre, Nature
from contratdoc.avenants.canonique import Canonique
from contratdoc.avenants.en_source import source_de
from contratdoc.avenants.from_schema import avenant_de
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.proposer import proposer
from contratdoc.avenants.rejouer import Consolidation, rejouer
from contratdoc.avenants.sceau import Sceau
from contratdoc.contrat.historique import Suite, Vie
from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.scellement import ecarts_avec_la_chaine, load_sceau
from contratdoc.schema.avenant import ModeleAvenant
from contratdoc.schema.from_source import valider
from contratdoc.source.dossier import SCEAU
from contratdoc.source.ecrivain_yaml import ecrire_yaml
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.source.arbre import Valeur
    from contratdoc.source.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Registre:
    """A sealed contract and its avenants, carried out."""

    sceau: Sceau
    avenants: tuple[Avenant, ...]
    consolidation: Consolidation


# --- avenants -------------------------------------------------------------------------------------------------------


def lire_avenants(dossier: Dossier) -> Resultat[tuple[Avenant, ...]]:
    """Read the avenants of a folder, and check that their numbers follow each other.

    Args:
        dossier: The folder.

    Returns:
        The avenants in the order of their numbers, or None with every fault.
    """
    avenants: list[Avenant] = []
    fautes: list[Diagnostic] = []
    for nom in dossier.avenants():
        arbre = lire_yaml(dossier.fichiers[nom], nom)
        fautes += arbre.diagnostics
        if arbre.valeur is None:
            continue
        lu = valider(arbre.valeur, ModeleAvenant)
        fautes += lu.diagnostics
        if lu.valeur is not None:
            avenants.append(avenant_de(lu.valeur, arbre.valeur))
    avenants.sort(key=lambda a: (a.numero, a.fichier))
    if not fautes:
        fautes += _doubles(avenants) or _suite(avenants)
        fautes += _motifs(avenants)
    return Resultat(None if fautes else tuple(avenants), tuple(fautes))


def _doubles(avenants: Sequence[Avenant]) -> list[Diagnostic]:
    """Find the avenants that bear the same number."""
    fautes: list[Diagnostic] = []
    premiers: dict[int, Avenant] = {}
    for a in avenants:
        premier = premiers.setdefault(a.numero, a)
        if premier is not a:
            message = f"Deux fichiers portent l'avenant n° {a.numero}."
            autres = ((premier.place, "même numéro ici"),)
            fautes.append(erreur("CD846", message, a.place, "Changez le numéro, ou retirez un fichier.", autres=autres))
    return fautes


def _suite(avenants: Sequence[Avenant]) -> list[Diagnostic]:
    """Check numbers and dates: 1, 2, 3…, each signed no sooner than those before."""
    trou = next(((a, rang) for rang, a in enumerate(avenants, 1) if a.numero != rang), None)
    if trou is not None:
        avenant, attendu = trou
        message = f"L'avenant porte le numéro {avenant.numero} ; le suivant attendu est le {attendu}."
        return [erreur("CD835", message, avenant.place, "Les avenants se numérotent 1, 2, 3… sans trou.")]
    dates = [a for a in avenants if a.date is not None]
    fautes: list[Diagnostic] = []
    for avant, a in itertools.pairwise(dates):
        if a.date is not None and avant.date is not None and a.date < avant.date:
            message = f"L'avenant n° {a.numero} est daté d'avant l'avenant n° {avant.numero}."
            autres = ((avant.place, "avenant précédent"),)
            fautes.append(erreur("CD835", message, a.place, "Vérifiez les dates de signature.", autres=autres))
    return fautes


def _motifs(avenants: Sequence[Avenant]) -> list[Diagnostic]:
    """Check that every change has its reason: its own, or those of the whole avenant."""
    fautes: list[Diagnostic] = []
    for a in avenants:
        muettes = [] if a.considerants else [o for o in a.operations if not o.motif]
        if muettes:
            dites = "Une modification n'a" if len(muettes) == 1 else f"{len(muettes)} modifications n'ont"
            place = muettes[0].origine if muettes[0].origine.fichier else a.place
            aide = "Ajoutez « motif: … » à chacune, ou « considerants: » à l'avenant, qui les motive toutes."
            fautes.append(erreur("CD839", f"{dites} pas de motif dans l'avenant n° {a.numero}.", place, aide))
    return fautes


def ouvrir_registre(dossier: Dossier, jusqu_a: int | None = None) -> Resultat[Registre]:
    """Read the seal and the avenants of a folder, and carry the avenants out.

    Args:
        dossier: The folder.
        jusqu_a: The number of the last avenant to carry out; None for all of them.

    Returns:
        The sealed contract and what its avenants make of it, or None with every fault.
    """
    sceau = load_sceau(dossier)
    if sceau.valeur is None:
        aide = "Scellez d'abord le contrat signé : « contratdoc sceller »."
        absent = (erreur("CD840", "Ce contrat n'est pas scellé : il n'y a rien à modifier.", Place(SCEAU), aide),)
        return Resultat(None, sceau.diagnostics or absent)
    lus = lire_avenants(dossier)
    if lus.valeur is None:
        return Resultat(None, lus.diagnostics)
    avenants = lus.valeur[:jusqu_a]
    fautes = (*ecarts_avec_la_chaine(sceau.valeur, lus.valeur), *_dates(sceau.valeur, avenants))
    rejeu = rejouer(sceau.valeur.contrat, avenants)
    if fautes or rejeu.valeur is None:
        return Resultat(None, (*fautes, *rejeu.diagnostics))
    return Resultat(Registre(sceau.valeur, avenants, rejeu.valeur))


def annees_du_contrat(sceau: Sceau, avenants: Sequence[Avenant] = ()) -> tuple[int, int] | None:
    """Return the first and the last year of a contract, those that avenants add included.

    Args:
        sceau: The contract.
        avenants: The avenants.

    Returns:
        Two years; None when the contract does not say them.
    """
    contrat = sceau.contrat.donnees.get("modeles/contrat.yaml")
    dites = re.findall(r"\d{4}", str(contrat.get("periode", "")) if isinstance(contrat, dict) else "")
    fins = [int(f) for a in avenants for f in _prorogations(a)]
    return (int(dites[0]), max(int(dites[-1]), *fins, 0)) if dites else None


def vie_du_contrat(sceau: Sceau, avenants: Sequence[Avenant] = (), au: dt.date | None = None) -> Vie | None:
    """Return the years of a contract as it was sealed, and what each of its avenants did to them.

    Args:
        sceau: The contract.
        avenants: The avenants.
        au: The day: what takes effect later is not there yet; None for all of it.

    Returns:
        What the timeline shows; None when the contract does not say its years.
    """
    annees = annees_du_contrat(sceau)
    if annees is None:
        return None
    siens = [
        replace(a, operations=tuple(o for o in a.operations if au is None or (o.effet or a.effet) <= au))
        for a in avenants
    ]
    suites: list[Suite] = []
    for rang, a in enumerate(siens, 1):
        _, fin = annees_du_contrat(sceau, siens[:rang]) or annees
        if a.operations:
            suites.append(Suite(fin, f"avenant n° {a.numero}", a.objet))
    return Vie(annees, tuple(suites))


def _prorogations(avenant: Avenant) -> list[str]:
    dites = (str(o.nouveau).strip() for o in avenant.operations if o.genre is Genre.PROROGER)
    return [f for f in dites if re.fullmatch(r"\d{4}", f)]


def _dates(sceau: Sceau, avenants: Sequence[Avenant]) -> tuple[Diagnostic, ...]:
    """Check that every avenant is signed, and takes effect, in the contract: one that has ended is not prolonged."""
    fautes: dict[tuple[Place, str], Diagnostic] = {}
    for i, a in enumerate(avenants):
        avant, apres = (annees_du_contrat(sceau, avenants[:n]) for n in (i, i + 1))
        if avant is None or apres is None:
            return ()
        dits = [("prend effet", o.effet or a.effet, o.origine, o.genre is Genre.PROROGER) for o in a.operations]
        dits += [("est signé", a.date, a.place, False)] if a.date is not None else []
        for verbe, jour, place, proroge in dits:
            debut, fin = avant if proroge or verbe == "est signé" else apres
            # Signed in time, a prolongation may take effect the day after the last one: the contract never stops.
            suite = proroge and (jour.year, jour.month, jour.day) == (fin + 1, 1, 1)
            if not (suite or debut <= jour.year <= fin):
                message = f"L'avenant n° {a.numero} {verbe} le {jour:%d/%m/%Y}, hors du contrat ({debut}-{fin})."
                ou = place if place.fichier else a.place
                fautes.setdefault((ou, message), erreur("CD836", message, ou, "Vérifiez cette date."))
    return tuple(fautes.values())


def proposer_avenant(dossier: Dossier, effet: dt.date) -> Resultat[str]:
    """Propose the avenant of what the sources now say: a file to read again, complete and sign.

    Args:
        dossier: The folder.
        effet: The day on which it takes effect, to be confirmed.

    Returns:
        The YAML file; no value and no fault when nothing changed.
    """
    registre = ouvrir_registre(dossier)
    if registre.valeur is None:
        return Resultat(None, registre.diagnostics)
    avant: Canonique = registre.valeur.consolidation.contrat
    present = canonique_des_sources(dossier.fichiers, avant, registre.valeur.consolidation.retires)
    if present.valeur is None:
        return Resultat(None, present.diagnostics)
    operations = proposer(avant, present.valeur)
    if not operations:
        return Resultat(None)
    numero = len(registre.valeur.avenants) + 1
    avenant = Avenant(numero, Nature.ACTUALISATION, "Actualisation du contrat", effet, operations=operations)
    return Resultat(_yaml({**source_de(avenant), "considerants": None}, _PROPOSE))


_PROPOSE = """\
# Avenant proposé par contratdoc d'après les sources. Relisez chaque modification ; donnez les raisons de toutes
# (« considerants ») ou de chacune (« motif »), l'objet, la nature et la date d'effet ; puis lancez
# « contratdoc avenant ».
"""


def write_avenant(avenant: Avenant) -> str:
    """Write an avenant made by program as the file that joins the folder, is signed and sealed.

    Args:
        avenant: The avenant.

    Returns:
        The text of `contributions/avenants/avenant-<n>.yaml`; read again, it gives the same avenant.
    """
    return _yaml(source_de(avenant))


def _yaml(source: Mapping[str, Valeur], entete: str = "") -> str:
    modifications = {"modifications": source["modifications"]}  # last: it is the longest
    ordonne = {**{nom: v for nom, v in source.items() if nom != "modifications"}, **modifications}
    return ecrire_yaml(ordonne, f"# yaml-language-server: $schema=../../modeles/schemas/avenant.json\n{entete}")
