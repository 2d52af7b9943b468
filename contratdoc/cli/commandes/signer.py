"""`contratdoc signer`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import avancement, montrer
from contratdoc.cli.ecriture import raison
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.signature import lire, option_ancre, phrase_secrete, poser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.diagnostics import Diagnostic
    from contratdoc.signature.cles import Cle
    from contratdoc.signature.signer import Demande, Signe

_FIN = "-signe"


@click.command(cls=CommandeFr)
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER.pdf")
@click.option(
    "--partie", required=True, metavar="PARTIE", help="Qui signe : son identifiant dans modeles/contrat.yaml."
)
@click.option("--certificat", type=click.Path(path_type=Path), metavar="CLE.p12", help="Certificat et clé (PKCS#12).")
@click.option("--pkcs11", type=click.Path(path_type=Path), metavar="MODULE", help="Ou un jeton : son module PKCS#11.")
@click.option("--jeton", default="", metavar="NOM", help="Nom du jeton, s'il y en a plusieurs.")
@click.option("--cle", "etiquette", default="", metavar="NOM", help="Nom du certificat et de sa clé dans le jeton.")
@click.option("--lieu", default="", metavar="LIEU", help="Lieu de signature.")
@click.option("--horodatage", default="", metavar="URL", help="Service d'horodatage (RFC 3161) : signature B-T.")
@click.option("--preuves", is_flag=True, help="Joint les preuves de validité des certificats : signature B-LT.")
@option_ancre
@click.option("--sortie", type=click.Path(path_type=Path), metavar="SIGNE.pdf", help="Par défaut : FICHIER-signe.pdf.")
def commande(  # noqa: PLR0917 - one parameter an option, given by name
    fichier: Path,
    partie: str,
    certificat: Path | None,
    pkcs11: Path | None,
    jeton: str,
    etiquette: str,
    lieu: str,
    horodatage: str,
    preuves: bool,
    ancres: tuple[Path, ...],
    sortie: Path | None,
) -> int:
    """Signe le contrat pour une partie (PAdES).

    Le premier signe contrat.pdf ; les suivants complètent contrat-signe.pdf, chacun à son tour. La phrase secrète est
    demandée, ou prise dans la variable d'environnement CONTRATDOC_PHRASE, jamais sur la ligne de commande.
    """
    from contratdoc.signature.cles import lire_autorites
    from contratdoc.signature.fautes import Refus
    from contratdoc.signature.signer import Demande

    if (certificat is None) == (pkcs11 is None) or (pkcs11 is not None and not etiquette):
        raise click.UsageError("Donnez une clé : « --certificat CLE.p12 », ou « --pkcs11 MODULE --cle NOM ».")
    if preuves and not (horodatage and ancres):
        raise click.UsageError("« --preuves » demande aussi « --horodatage » et « --ancre ».")
    vers = sortie or (fichier if fichier.stem.endswith(_FIN) else fichier.with_stem(fichier.stem + _FIN))
    maintenant = dt.datetime.now().astimezone()
    try:
        octets = lire(fichier, "CD850")
        _refuser_d_ecraser(fichier, vers)
        autorites = lire_autorites({str(a): lire(a, "CD858") for a in ancres})
        demande = Demande(partie, maintenant, lieu, horodatage, preuves, autorites, str(fichier))
        return _signer(octets, demande, vers, (certificat, pkcs11, jeton, etiquette))
    except Refus as e:
        return _refuser((e.diagnostic,))


def _signer(octets: bytes, demande: Demande, vers: Path, ou: tuple[Path | None, Path | None, str, str]) -> int:
    from contratdoc.signature.signer import signer, verifier_avant

    fautes = verifier_avant(octets, demande)
    if fautes:  # before anyone is asked for a passphrase
        return _refuser(fautes)
    cle = _ouvrir(*ou)
    with avancement() as etape:
        etape("Signature")
        fait = signer(octets, cle, demande)
    return _refuser(fait.diagnostics) if fait.valeur is None else _ecrire(vers, fait.valeur, cle)


def _refuser_d_ecraser(fichier: Path, vers: Path) -> None:
    from contratdoc.signature.fautes import refus

    if vers.exists() and vers.resolve() != fichier.resolve():
        aide = f"Pour signer après les autres : « contratdoc signer {vers} … »."
        raise refus("CD861", "Ce fichier existe déjà : il porte peut-être d'autres signatures.", str(vers), aide)


def _ouvrir(certificat: Path | None, pkcs11: Path | None, jeton: str, etiquette: str) -> Cle:
    from contratdoc.signature.cles import ouvrir_pkcs11, ouvrir_pkcs12

    if certificat is not None:
        return ouvrir_pkcs12(lire(certificat, "CD858"), phrase_secrete(certificat.name), str(certificat))
    assert pkcs11 is not None
    return ouvrir_pkcs11(pkcs11, jeton, etiquette, phrase_secrete(f"la clé « {etiquette} »"))


def _refuser(diagnostics: Sequence[Diagnostic]) -> int:
    montrer(diagnostics, Path())
    click.echo("Rien n'a été signé.", err=True)
    return 1


def _ecrire(vers: Path, signe: Signe, cle: Cle) -> int:
    try:
        poser(vers, signe.octets)
    except OSError as e:
        click.echo(f"« {vers} » ne peut pas être écrit ({raison(e)}). Rien n'a été signé.", err=True)
        return 1
    click.echo(vers)
    click.echo(f"Signé pour « {signe.partie.nom} », avec le certificat de « {cle.titulaire} ».")
    if signe.restent:
        click.echo(f"À signer encore : {', '.join(p.nom for p in signe.restent)}.")
    else:
        click.echo("Toutes les parties ont signé.")
    return 0
