"""CD411: a total that the figures listed with it do not make."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.ecarts_annonces import ecarts_faux
from contratdoc.controles.chiffres.enumerations_chiffrees import repartitions_de
from contratdoc.controles.chiffres.totaux_detailles import Lien, Repartition, unite_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.nombres import NombreLu, ecrire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD411",
    nom="enumeration-differente-du-total",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Les nombres d'une énumération ou d'une liste font le total annoncé avec eux.",
    pourquoi="Un total et un détail qui se contredisent ne permettent plus de savoir combien de logements, de places "
    "ou d'euros sont en jeu, ni quel quartier a été oublié.",
    exemple="Le bailleur possède 100 logements : 60 logements à Aubry et 30 logements à Belval.",
    correction="Refaites l'addition, puis corrigez le total, ou le nombre faux, ou ajoutez ce qui manque à la liste.",
    source="usage",
)
_PRESQUE = 80
_ASSEZ = 3
_COMMUNES = 2
_GRAND = 50
_CENT = 100
_EXTRAIT = 50


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the totals that their parts do not make."""
    repartitions = repartitions_de(ecrit)
    justes: defaultdict[Decimal, list[Repartition]] = defaultdict(list)
    for r in repartitions:
        if r.juste:
            justes[r.somme].append(r)
    for r in repartitions:
        if r.juste:
            continue
        complete = next((j for j in justes[r.total.valeur] if _plus_complete(j, r)), None)
        severite = Severite.ERREUR if complete is not None else _severite(r)
        if severite is not None:
            yield _constat(r, complete, severite)
    for ecart in ecarts_faux(ecrit):
        p, c = ecart.passage, ecart.ecrit
        message = (
            f"De {_dit(ecart.de)} à {_dit(ecart.a)}, l'écart est de {ecrire(abs(ecart.a.valeur - ecart.de.valeur))}, "
            f"mais le texte dit {_dit(c)}."
        )
        yield FICHE.constat(message, p.place(c.debut), "Corrigez l'un des trois nombres.")


def _plus_complete(juste: Repartition, autre: Repartition) -> bool:
    """Say whether a right enumeration of the same total elsewhere has the parts of another, and more."""
    if juste.somme < _GRAND or len({unite_de(juste.total), unite_de(autre.total)} - {""}) > 1:
        return False  # small totals meet by chance
    les_siennes = [p.valeur for p in juste.parts]
    communes = [p for p in autre.parts if p.valeur in les_siennes]
    return len(communes) >= _COMMUNES and 2 * len(communes) > len(autre.parts)


def _severite(r: Repartition) -> Severite | None:
    """Weigh a gap: a « dont » or « on y compte » may leave something out, parts greater than their total may not."""
    somme, total = r.somme, r.total.valeur
    if r.lien is Lien.EXACT:
        loin = somme * 2 < total or somme > total * 2
        return Severite.ERREUR if r.sure and not loin else Severite.AVERTISSEMENT if not loin else None
    if somme > total:
        memes = {p.unite for p in r.parts} in ({""}, {unite_de(r.total)})
        return Severite.ERREUR if r.sure and memes and r.lien is Lien.DONT else Severite.AVERTISSEMENT
    presque = somme * _CENT >= total * _PRESQUE and len(r.parts) >= _ASSEZ
    return Severite.AVERTISSEMENT if presque else None


def _constat(r: Repartition, complete: Repartition | None, severite: Severite) -> Diagnostic:
    total, somme = r.total.valeur, r.somme
    detail = " + ".join(ecrire(p.valeur) for p in r.parts[:8]) + (" + …" if len(r.parts) > 8 else "")  # noqa: PLR2004
    message = f"Le total annoncé est {_dit(r.total)}, mais l'énumération fait {ecrire(somme)} ({detail})."
    autres = [(r.parts[0].place, "l'énumération commence ici")]
    aide = ""
    if complete is not None:
        valeurs = [p.valeur for p in r.parts]
        manquantes = [p for p in complete.parts if p.valeur not in valeurs]
        autres += [(p.place, f"« {_court(p.libelle)} » n'est compté qu'ici") for p in manquantes[:2]]
        aide = f"Une autre énumération du même total fait bien {ecrire(total)} : comparez les deux."
    return FICHE.constat(
        message, r.passage.place(r.total.debut), aide, FICHE.correction, autres=tuple(autres), severite=severite
    )


def _dit(n: NombreLu) -> str:
    u = n.unite if n.unite in ("€", "%") else unite_de(n) and n.unite
    return ecrire(n.valeur) + (f"\u202f{u}" if u in ("€", "%") else f" {u}" if u else "")


def _court(texte: str) -> str:
    return texte if len(texte) <= _EXTRAIT else texte[: _EXTRAIT - 1].rstrip() + "…"
