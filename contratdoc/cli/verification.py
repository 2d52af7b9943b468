"""What `contratdoc verifier` does, apart from its options: check, choose, render, fix."""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import click

from contratdoc.cli.affichage import montrer
from contratdoc.cli.ecriture import ecrire_fichiers, raison
from contratdoc.diagnostics import Diagnostic, Place, Severite, erreur

_ORDRE = tuple(s.value for s in Severite)
_TAILLE_MAX = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Demande:
    """What is to be checked: lone files when there are any, else the contract's folder."""

    fichiers: tuple[Path, ...]
    dossier: Path
    brouillon: bool
    aujourd_hui: dt.date


def verifier(demande: Demande) -> tuple[Diagnostic, ...]:
    """Check what is asked for."""
    if demande.fichiers:
        octets, fautes = _lire_fichiers(demande)
        return (*fautes, *_verifier_seuls(demande, octets))
    from contratdoc.pipeline import check_dossier, load_dossier

    lu = load_dossier(demande.dossier)
    if lu.valeur is None:
        return lu.diagnostics
    verification = check_dossier(lu.valeur, brouillon=demande.brouillon, aujourd_hui=demande.aujourd_hui)
    return _avec_origine((*lu.diagnostics, *verification.diagnostics), demande.dossier)


def _avec_origine(diagnostics: tuple[Diagnostic, ...], dossier: Path) -> tuple[Diagnostic, ...]:
    """Add the place of each fault in the document that the folder was imported from, if it was."""
    try:
        octets = (dossier / "import.json").read_bytes()
    except OSError:
        return diagnostics
    from contratdoc.importer.correspondance import avec_origine, lire_origines

    origines = lire_origines(octets)
    return diagnostics if origines is None else avec_origine(diagnostics, origines)


def retenir(diagnostics: Sequence[Diagnostic], seuil: str, sauf: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Keep what is as grave as `seuil` and not set aside."""
    admis = _ORDRE[: _ORDRE.index(seuil) + 1]
    return tuple(d for d in diagnostics if d.severite.value in admis and d.code not in sauf)


def montrer_ou_ecrire(demande: Demande, diagnostics: Sequence[Diagnostic], forme: str) -> bool:
    """Render faults in the form asked for; False when it cannot be written."""
    racine = Path() if demande.fichiers else demande.dossier
    if forme in ("complet", "concis"):
        montrer(diagnostics, racine, concis=forme == "concis")
        return True
    if forme == "word":
        return _ecrire_relectures(demande, tuple(diagnostics))
    click.echo(_rendre(diagnostics, forme), nl=False)
    return True


def _rendre(diagnostics: Sequence[Diagnostic], forme: str) -> str:
    from contratdoc import __version__

    if forme == "github":
        from contratdoc.diagnostics.rendus.github import rendre_github

        return rendre_github(diagnostics)
    if forme == "gitlab":
        from contratdoc.diagnostics.rendus.gitlab import rendre_gitlab

        return rendre_gitlab(diagnostics)
    from contratdoc.catalogue import fiches
    from contratdoc.diagnostics.rendus.json import rendre_json
    from contratdoc.diagnostics.rendus.sarif import rendre_sarif

    rendre = rendre_json if forme == "json" else rendre_sarif
    return rendre(diagnostics, {f.code: f for f in fiches()}, __version__)


def _lire_fichiers(demande: Demande) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    octets: dict[str, bytes] = {}
    fautes: list[Diagnostic] = []
    for chemin in demande.fichiers:
        nom = chemin.as_posix()
        try:
            if chemin.is_file() and chemin.stat().st_size > _TAILLE_MAX:
                fautes.append(erreur("CD001", f"Le fichier pèse plus de {_TAILLE_MAX // 1048576} Mo.", Place(nom)))
            else:
                octets[nom] = chemin.read_bytes()
        except FileNotFoundError:
            fautes.append(erreur("CD020", "Ce fichier n'existe pas.", Place(nom)))
        except OSError as e:
            fautes.append(erreur("CD021", f"Ce fichier ne peut pas être lu ({raison(e)}).", Place(nom)))
    return octets, tuple(fautes)


def _verifier_seuls(demande: Demande, octets: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    from contratdoc.texte_seul import check_texte, load_lexique

    lexique = load_lexique(demande.dossier)
    trouves = (check_texte(o, n, lexique.valeur, aujourd_hui=demande.aujourd_hui) for n, o in octets.items())
    return (*lexique.diagnostics, *(d for ds in trouves for d in ds))


def _sources(demande: Demande) -> dict[str, bytes]:
    if demande.fichiers:
        return _lire_fichiers(demande)[0]
    from contratdoc.pipeline import load_dossier

    lu = load_dossier(demande.dossier)
    return dict(lu.valeur.fichiers) if lu.valeur is not None else {}


def _ecrire_relectures(demande: Demande, diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Write a Word copy of each faulty file in `sortie/relecture`; faults of no readable file are printed."""
    from contratdoc.texte_seul import ecrire_relecture

    sources = _sources(demande)
    fautifs = sorted({d.place.fichier for d in diagnostics} & {n for n in sources if _est_ecrit(n)})
    montrer([d for d in diagnostics if d.place.fichier not in fautifs], Path() if demande.fichiers else demande.dossier)
    noms = _noms_des_copies(fautifs)
    copies: dict[str, str | bytes] = {noms[n]: ecrire_relecture(sources[n], n, diagnostics) for n in fautifs}
    return not copies or ecrire_fichiers(demande.dossier / "sortie" / "relecture", copies, remplacer=True) == 0


def _est_ecrit(nom: str) -> bool:
    return nom.lower().endswith((".yaml", ".yml", ".md", ".txt", ".docx")) and nom != "modeles/contrat.docx"


def _noms_des_copies(fichiers: Sequence[str]) -> dict[str, str]:
    """Name each copy after its file, never twice the same: `contributions/caf.yaml` gives `contributions-caf.docx`."""
    noms: dict[str, str] = {}
    pris: set[str] = set()
    for fichier in fichiers:
        chemin = Path(fichier)
        base = "-".join(p for p in chemin.with_suffix("").parts if p not in (chemin.anchor, "..", "."))
        essais = chain((base, f"{base}-{chemin.suffix[1:]}"), (f"{base}-{i}" for i in count(2)))
        noms[fichier] = next(f"{e}.docx" for e in essais if e.casefold() not in pris)
        pris.add(noms[fichier].removesuffix(".docx").casefold())
    return noms


def corrections(demande: Demande, sauf: frozenset[str] = frozenset()) -> tuple[dict[Path, bytes], str]:
    """Return the files that safe fixes change, with their new content, and the differences to be read first."""
    from contratdoc.corrections import corriger
    from contratdoc.source.dossier import Dossier

    sources = _sources(demande)

    def controle(fichiers: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        if demande.fichiers:
            return retenir(_verifier_seuls(demande, fichiers), _ORDRE[-1], sauf)
        from contratdoc.pipeline import check_dossier

        dossier = Dossier(demande.dossier, fichiers)
        verification = check_dossier(dossier, brouillon=demande.brouillon, aujourd_hui=demande.aujourd_hui)
        return retenir(verification.diagnostics, _ORDRE[-1], sauf)

    changes = corriger(sources, controle) if sources else {}
    racine = Path() if demande.fichiers else demande.dossier
    differences = "".join(_difference(n, sources[n], o) for n, o in sorted(changes.items()))
    return {racine / n: o for n, o in changes.items()}, differences


def _difference(nom: str, avant: bytes, apres: bytes) -> str:
    lignes = difflib.unified_diff(
        avant.decode("utf-8").splitlines(), apres.decode("utf-8").splitlines(), nom, f"{nom} (corrigé)", "", "", 0, ""
    )
    return "".join(f"{ligne}\n" for ligne in lignes)


def ecrire_corrections(changes: Mapping[Path, bytes], *, err: bool = False) -> bool:
    """Write the corrected files, each whole or not at all; False when one cannot be. `err`: tell it on that stream."""
    for chemin, octets in changes.items():
        reel = chemin.resolve()  # a link stays a link
        provisoire = reel.with_name(f".{reel.name}.corrige")
        try:
            provisoire.write_bytes(octets)
            shutil.copymode(reel, provisoire)
            provisoire.replace(reel)
        except OSError as e:
            with contextlib.suppress(OSError):
                provisoire.unlink(missing_ok=True)
            click.echo(f"« {chemin} » ne peut pas être écrit ({raison(e)}).", err=True)
            return False
        click.echo(f"Corrigé : {chemin}", err=err)
    return True
