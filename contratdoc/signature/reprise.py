"""The sources that a PDF carries, compiled again and compared, byte for byte, with what was signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from contratdoc.signature.attendus import lire_acte
from contratdoc.signature.fichier import ouvrir
from contratdoc.signature.increments import lire_increments
from contratdoc.signature.joints import lire_joints
from contratdoc.signature.objets import decrire, decrire_joint, pareils
from contratdoc.signature.rapport import Constat, faux, non_prouve, note, prouve
from contratdoc.writers.pdf.acte import ACTE

if TYPE_CHECKING:
    from contratdoc.signature.fichier import Fichier

_MONTRES: Final = 5


def reprendre(octets: bytes) -> tuple[Constat, ...]:
    """Compile the attached sources again, and compare.

    Args:
        octets: The file.

    Returns:
        What was found. Nothing is written but what the compilation itself needs.
    """
    try:
        fichier = ouvrir(octets)
        fin, _ = lire_increments(fichier)
        joints = lire_joints(fichier.lecteur.get_historical_resolver(0))
    except Exception:  # noqa: BLE001 - the examination tells it better
        return (non_prouve("Les sources jointes ne peuvent pas être lues : elles n'ont pas été recompilées."),)
    acte = lire_acte(joints)
    sources = {nom: o for nom, o in joints.items() if nom != ACTE}
    if acte is None or not sources:
        return (non_prouve("Le fichier ne porte pas ses sources : ses pages n'ont pas pu être recompilées."),)
    return tuple(_recompiler(fichier, fin, acte, sources))


def _recompiler(fichier: Fichier, fin: int, acte: Mapping[str, Any], sources: Mapping[str, bytes]) -> Iterator[Constat]:
    from contratdoc.recompilation import RecompilationImpossible, recompiler

    outil = acte.get("outil")
    autres = _versions_differentes(outil)
    options = acte.get("options") if isinstance(acte.get("options"), dict) else {}
    assert isinstance(options, dict)
    numero = options.get("avenant")
    try:
        refait = recompiler(
            sources, outil if isinstance(outil, dict) else None, numero if isinstance(numero, int) else None
        )
    except RecompilationImpossible as e:
        pourquoi = f"{e.diagnostics[0].code} {e.diagnostics[0].message}" if e.diagnostics else str(e)
        phrase = f"Les sources jointes ne se compilent pas : {pourquoi}"
        yield non_prouve(f"{phrase} {_versions(autres)}") if autres else faux("CD865", phrase)
        return
    except MemoryError:
        raise
    except Exception as e:  # noqa: BLE001 - hostile sources may make any library fail
        yield non_prouve(f"La recompilation des sources jointes a échoué ({type(e).__name__}).")
        return
    if fichier.octets[:fin].rstrip(b"\r\n") == refait.rstrip(b"\r\n"):
        yield prouve("Les sources jointes, recompilées ici, donnent octet pour octet le document signé.")
        if autres:
            yield note(f"L'acte de compilation déclare d'autres versions que celles d'ici ({', '.join(autres)}).")
        return
    differents = _differences(fichier, refait)
    if differents == [decrire_joint(ACTE)]:
        yield prouve("Les sources jointes, recompilées ici, donnent objet pour objet les pages du document signé.")
        phrase = "Seul diffère l'acte de compilation (empreinte du Word, comptes des contrôles)."
        yield non_prouve(f"{phrase} {_versions(autres)}") if autres else faux("CD865", phrase)
    elif autres:
        yield non_prouve(f"Les sources jointes, recompilées ici, donnent un autre fichier. {_versions(autres)}")
    else:
        yield faux(
            "CD865",
            f"Les sources jointes, recompilées, ne donnent pas ce document ; diffèrent : {', '.join(differents)}.",
        )


def _versions_differentes(outil: Any) -> list[str]:
    """The versions declared that are not those at work here."""
    from contratdoc.manifeste import outil_present

    present = outil_present()
    ici = {"contratdoc": present["contratdoc"], **present["bibliotheques"]}
    dites = {}
    if isinstance(outil, dict):
        bibliotheques = outil.get("bibliotheques")
        dites = {"contratdoc": outil.get("contratdoc"), **(bibliotheques if isinstance(bibliotheques, dict) else {})}
    return [f"{nom} {str(dites[nom])[:30]}" for nom in ici if nom in dites and dites[nom] != ici[nom]]


def _versions(autres: list[str]) -> str:
    return f"Il a été fait avec d'autres versions : installez {', '.join(autres)}, puis recommencez."


def _differences(fichier: Fichier, refait: bytes) -> list[str]:
    """Name what differs, as a reader would: pages, attached files."""
    try:
        ici, la = fichier.lecteur.get_historical_resolver(0), ouvrir(refait).lecteur.get_historical_resolver(0)
        refs = {ref.idnum: ref for ref in fichier.lecteur.xrefs.explicit_refs_in_revision(0)}
        noms: list[str] = []
        for numero, ref in sorted(refs.items()):
            if not pareils(ici.get_object(ref), la.get_object(ref)):
                noms.append(decrire(ici, numero))
            if len(noms) > _MONTRES:
                break
        return list(dict.fromkeys(noms))[:_MONTRES] or ["la table des objets"]
    except Exception:  # noqa: BLE001 - the file may be anything: that it differs is already known
        return ["sa structure même"]
