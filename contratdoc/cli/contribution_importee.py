"""`contratdoc importer --partenaire`: one partner's document into its file, its changes shown first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import montrer
from contratdoc.cli.ecriture import raison

if TYPE_CHECKING:
    from pathlib import Path

    from contratdoc.diagnostics import Resultat
    from contratdoc.formulaire.fusion import Ecart
    from contratdoc.formulaire.partenaire import Reprise

_LARGEUR = 70


def importer(octets: bytes, fichier: Path, demande: tuple[Path, str, str], *, remplacer: bool) -> int:
    """Take a partner's document into its file.

    Args:
        octets: The document.
        fichier: Where it is.
        demande: The contract's folder, the partner's id, its kind (empty to guess).
        remplacer: True to change a file that exists.

    Returns:
        The exit code.
    """
    dossier, partenaire, _ = demande
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", partenaire):
        click.echo(
            "--partenaire : écrivez des minuscules sans accent et des tirets, comme « mission-locale ».", err=True
        )
        return 2
    if not (dossier / "contributions").is_dir():
        click.echo(f"« {dossier} » n'est pas un dossier de contrat : il n'a pas de « contributions ».", err=True)
        return 1
    try:
        repris = _reprendre(octets, fichier.name, demande)
    except OSError as e:
        click.echo(f"Le fichier de « {partenaire} » ne peut pas être lu ({raison(e)}).", err=True)
        return 1
    montrer(repris.diagnostics, dossier)
    if repris.valeur is None:
        click.echo("Rien n'a été écrit.", err=True)
        return 1
    return _ecrire(repris.valeur, dossier, remplacer=remplacer)


def _reprendre(octets: bytes, nom: str, demande: tuple[Path, str, str]) -> Resultat[Reprise]:
    from contratdoc.diagnostics import Resultat
    from contratdoc.formulaire.lire import est_formulaire
    from contratdoc.formulaire.partenaire import nature_du_partenaire, reprendre_donnees, reprendre_formulaire

    dossier, partenaire, nature = demande
    if est_formulaire(octets):
        return reprendre_formulaire(dossier, partenaire, octets, nom)
    from contratdoc.importer.from_contribution import importer_contribution

    connue = nature_du_partenaire(dossier, partenaire) or nature
    fichier = dossier / "modeles/contrat.yaml"
    contrat = fichier.read_bytes() if fichier.is_file() else b""
    lue = importer_contribution(octets, nom, partenaire, connue, contrat)
    if lue.valeur is None:
        return Resultat(None, lue.diagnostics)
    if not connue:
        click.echo(f"Nature devinée : {lue.valeur.donnees['nature']} ({lue.valeur.nature_sure:.0%}).")
    fait = reprendre_donnees(dossier, partenaire, lue.valeur.donnees)
    return Resultat(fait.valeur, (*lue.diagnostics, *fait.diagnostics))


def _ecrire(reprise: Reprise, dossier: Path, *, remplacer: bool) -> int:
    if not reprise.ecarts:
        click.echo(f"{reprise.fichier} dit déjà tout cela.")
        return 0
    for e in reprise.ecarts:
        click.echo(f"- {e.nom} : {_dire(e)}")
    if reprise.existe and not remplacer:
        click.echo(
            f"{reprise.fichier} existe déjà : relancez avec --remplacer pour y porter ces changements.", err=True
        )
        return 1
    chemin = dossier / reprise.fichier
    try:
        chemin.write_bytes(reprise.octets)
    except OSError as e:
        click.echo(f"« {chemin} » ne peut pas être écrit ({raison(e)}).", err=True)
        return 1
    click.echo(chemin)
    return 0


def _dire(ecart: Ecart) -> str:
    if ecart.ancien is None:
        return f"+ {_court(ecart.nouveau)}"
    return f"{_court(ecart.ancien)} → {_court(ecart.nouveau)}" if ecart.nouveau is not None else "retiré"


def _court(valeur: object) -> str:
    if isinstance(valeur, list | dict):
        return f"{len(valeur)} élément{'s' * (len(valeur) > 1)}"
    texte = " ".join(str(valeur).split())
    return f"« {texte if len(texte) <= _LARGEUR else texte[:_LARGEUR].rstrip() + '…'} »"
