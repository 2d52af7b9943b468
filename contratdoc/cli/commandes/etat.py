"""`contratdoc etat`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier
from contratdoc.cli.signature import lire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from contratdoc.etat import Etat, EtatDuPartenaire, EtatDuSceau
    from contratdoc.signature.rapport import Signataire

_STATUTS = {"absent": "red", "fautif": "red", "brouillon": "yellow", "validé": "cyan", "délibéré": "green"}
_SANS_BORD = 1_000_000
_STATUTS |= {"signé": "bold green"}


@click.command(cls=CommandeFr)
@click.option(
    "--format",
    "forme",
    type=click.Choice(["texte", "json"]),
    default="texte",
    help="texte : deux tableaux à lire ; json : pour un programme.",
)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    metavar="SIGNE.pdf",
    help="Le PDF signé dont on lit les signatures (par défaut, celui de sortie).",
)
@click.option("--historique", is_flag=True, help="Montre plutôt la frise des contrats et de leurs avenants.")
@option_dossier
def commande(forme: str, pdf: Path | None, dossier: Path, *, historique: bool) -> int:
    """Dit où en est le contrat : partenaires, objectifs servis, sceau et avenants, qui a signé et quand.

    Le code de sortie est 0, ou 1 quand le dossier ne peut pas être lu.
    """
    from contratdoc.etat import lire_etat
    from contratdoc.pipeline import load_dossier

    lu = load_dossier(dossier)
    if lu.valeur is None:
        montrer(lu.diagnostics, dossier)
        return 1
    etat = lire_etat(lu.valeur, aujourd_hui())
    if not etat.lisible:
        montrer(etat.diagnostics, dossier)
        click.echo("L'état ne peut pas être établi tant que ces fautes demeurent.", err=True)
        return 1
    if historique:
        from contratdoc.cli.frise import montrer_la_frise

        montrer_la_frise(etat.frise, en_json=forme == "json")
        return 0
    signes = _signatures(dossier, pdf)
    if signes is None:
        return 1
    if forme == "json":
        click.echo(json.dumps({**en_donnees(etat), **_signatures_en_donnees(signes)}, ensure_ascii=False, indent=1))
        return 0
    _montrer(etat)
    for s in signes:
        dit = (
            f"signé par {s.titulaire}, {s.quand}" if s.valide else "SIGNATURE INVALIDE" if s.titulaire else "pas encore"
        )
        click.echo(f"- Signature de {s.nom} : {dit}")
    return 0


def _signatures(dossier: Path, pdf: Path | None) -> tuple[Signataire, ...] | None:
    """Read who has signed; nothing when no one has, None when the file named cannot be read."""
    from contratdoc.signature.etat import pdf_signe, qui_a_signe
    from contratdoc.signature.fautes import Refus

    chemin = pdf or pdf_signe(dossier / "sortie")
    if chemin is None:
        return ()
    try:
        lu = qui_a_signe(lire(chemin, "CD862"), str(chemin))
    except Refus as e:
        montrer((e.diagnostic,), dossier)
        return None
    montrer(lu.diagnostics, dossier)
    return lu.valeur


def _signatures_en_donnees(signes: tuple[Signataire, ...]) -> dict[str, object]:
    """Return the signatures as plain data; nothing when there is no signed file."""
    return {"signatures": [{**asdict(s), "quand": s.quand if s.titulaire else ""} for s in signes]} if signes else {}


def en_donnees(etat: Etat) -> dict[str, object]:
    """Return the state as plain data."""
    return {
        "sceau": _donnees_du_sceau(etat.sceau) if etat.sceau is not None else None,
        "partenaires": [
            {
                "id": p.avancement.id,
                "nom": p.avancement.nom,
                "statut": p.avancement.statut,
                "completude": p.avancement.completude,
                "engagements": p.avancement.engagements,
                "erreurs": p.erreurs,
                "avertissements": p.avertissements,
                "change_le": p.change_le.isoformat() if p.change_le is not None else None,
            }
            for p in etat.partenaires
        ],
        "objectifs": [
            {
                "axe": ligne.axe.id,
                "champ": ligne.champ.id,
                "id": ligne.objectif.id,
                "libelle": ligne.objectif.libelle,
                "engagements": {
                    c.id: [e.id for e in siens]
                    for c, siens in zip(etat.couverture.partenaires, ligne.engagements, strict=True)
                    if siens
                },
            }
            for ligne in etat.couverture.lignes
        ],
        "sans_engagement": [ligne.objectif.id for ligne in etat.couverture.trous],
    }


def _donnees_du_sceau(sceau: EtatDuSceau) -> dict[str, object]:
    return {
        "date": sceau.date.isoformat(),
        "empreinte": sceau.empreinte,
        "outil": sceau.outil,
        "sources": sceau.sources,
        "changements": sceau.changements,
        "avenants": [
            {
                "numero": a.numero,
                "nature": a.nature,
                "objet": a.objet,
                "date": a.date.isoformat() if a.date is not None else None,
                "effets": [jour.isoformat() for jour in a.effets],
                "modifications": a.modifications,
                "scelle_le": a.scelle_le.isoformat() if a.scelle_le is not None else None,
            }
            for a in sceau.avenants
        ],
    }


def _montrer(etat: Etat) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for tableau, phrases in (
        (_partenaires(etat.partenaires), map(_phrase_du_partenaire, etat.partenaires)),
        (_objectifs(etat), _phrases_des_objectifs(etat)),
    ):
        if console.measure(tableau, options=console.options.update(width=_SANS_BORD)).maximum <= console.width:
            console.print(tableau)
        else:  # a table that does not fit would lose its columns: it is said line by line
            console.print(tableau.title, *phrases, "", sep="\n", markup=False)
    if etat.sceau is not None:
        console.print(*_phrases_du_sceau(etat.sceau), "", sep="\n", markup=False)
    trous = etat.couverture.trous
    if trous:
        console.print(f"{len(trous)} objectif{'s' * (len(trous) > 1)} sans engagement.", style="red")
    console.print(f"{compte(etat.diagnostics)} dans tout le dossier.")


def _phrase_du_partenaire(p: EtatDuPartenaire) -> str:
    a = p.avancement
    dits = [a.statut, f"{a.completude} % complet" if a.completude is not None else ""]
    for n, mot in ((p.erreurs, "erreur"), (p.avertissements, "avertissement"), (a.engagements, "engagement")):
        dits.append(f"{n} {mot}{'s' * (n > 1)}")
    dits.append(f"modifié le {p.change_le:%d/%m/%Y}" if p.change_le is not None else "")
    return f"- {a.nom} : {', '.join(d for d in dits if d)}"


def _phrases_des_objectifs(etat: Etat) -> Iterator[str]:
    noms = [c.donnees.sigle or c.id for c in etat.couverture.partenaires]
    for ligne in etat.couverture.lignes:
        servis = [f"{nom} {len(e)}" for nom, e in zip(noms, ligne.engagements, strict=True) if e]
        yield f"- {ligne.objectif.id} : {', '.join(servis) or 'aucun engagement'}"


_SOURCES = {
    "conformes": "Les sources disent le contrat tel qu'il a été scellé.",
    "a-jour": "Les sources disent le contrat tel que ses avenants l'ont fait.",
    "changees": "Les sources disent {} que ne dit aucun avenant : « contratdoc avenant --depuis-les-sources ».",
}


def _phrases_du_sceau(sceau: EtatDuSceau) -> Iterator[str]:
    yield f"Contrat scellé le {sceau.date:%d/%m/%Y} par {sceau.outil} (empreinte {sceau.empreinte[:16]}…)"
    for a in sceau.avenants:
        premier, dernier = a.effets
        effet = f"effet le {premier:%d/%m/%Y}"
        effet += f" et jusqu'au {dernier:%d/%m/%Y}" if premier != dernier else ""
        dits = [a.objet, a.nature] if a.nature.casefold() != a.objet.casefold() else [a.objet]
        dits += [effet, _pluriel(a.modifications, "modification")]
        dits.append(f"scellé le {a.scelle_le:%d/%m/%Y}" if a.scelle_le is not None else "pas encore scellé")
        yield f"- Avenant n° {a.numero} : {', '.join(dits)}"
    if sceau.sources is None:
        yield "Ses avenants ne peuvent pas être appliqués : « contratdoc avenant » dit pourquoi."
    else:
        yield _SOURCES[sceau.sources].format(_pluriel(sceau.changements, "changement"))


def _pluriel(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' * (nombre > 1)}"


def _partenaires(partenaires: tuple[EtatDuPartenaire, ...]) -> Table:
    from rich.table import Table
    from rich.text import Text

    tableau = Table(title="Partenaires", title_justify="left")
    tableau.add_column("Partenaire", max_width=40)
    tableau.add_column("Statut")
    for nom in ("Complet", "Erreurs", "Avert.", "Engag."):
        tableau.add_column(nom, justify="right")
    tableau.add_column("Modifié le")
    for p in partenaires:
        a = p.avancement
        tableau.add_row(
            Text(a.nom),
            Text(a.statut, style=_STATUTS.get(a.statut, "")),
            f"{a.completude} %" if a.completude is not None else "–",
            Text(str(p.erreurs), style="red" if p.erreurs else ""),
            str(p.avertissements),
            str(a.engagements),
            f"{p.change_le:%d/%m/%Y}" if p.change_le is not None else "–",
        )
    return tableau


def _objectifs(etat: Etat) -> Table:
    from rich.table import Table
    from rich.text import Text

    tableau = Table(title="Objectifs et engagements", title_justify="left")
    tableau.add_column("Objectif", overflow="fold", no_wrap=True)
    for c in etat.couverture.partenaires:
        tableau.add_column(c.donnees.sigle or c.id, justify="center", overflow="fold")
    for ligne in etat.couverture.lignes:
        nombres = [Text(str(len(e)) if e else "·", style="bold green" if e else "dim") for e in ligne.engagements]
        style = "" if ligne.total else "bold red"
        tableau.add_row(Text(ligne.objectif.id, style=style), *nombres)
    return tableau
