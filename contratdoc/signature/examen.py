"""A signed PDF examined for whoever holds it alone: everything but the recompilation of its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from contratdoc.signature.attendus import Attendus, lire_acte, lire_attendus
from contratdoc.signature.cles import repond_a
from contratdoc.signature.conformite import ecarts_de_conformite
from contratdoc.signature.fichier import Fichier, PdfIllisible, ouvrir
from contratdoc.signature.increments import Increment, lire_increments
from contratdoc.signature.integrite import Signature, lire_signatures
from contratdoc.signature.joints import JointRefuse, lire_joints
from contratdoc.signature.manifeste import ecarts_des_joints
from contratdoc.signature.rapport import Constat, Rapport, Signataire, faux, non_prouve, note, prouve

if TYPE_CHECKING:
    from asn1crypto import x509


def examiner(octets: bytes, ancres: Sequence[x509.Certificate] = ()) -> tuple[Rapport, dict[str, bytes]]:
    """Examine a PDF: signatures, what changed between them, attached files, declarations.

    Args:
        octets: The file.
        ancres: The authorities that the user trusts.

    Returns:
        What was found, and the attached files.
    """
    try:
        fichier = ouvrir(octets)
        _, increments = lire_increments(fichier)
        signatures = lire_signatures(fichier, ancres)
        conformite = ecarts_de_conformite(fichier)
        champs = tuple(fichier.champs_des_parties())
    except PdfIllisible as e:
        return Rapport((), (faux("CD862", f"Le fichier ne peut pas être lu : {e}."),)), {}
    except Exception as e:  # noqa: BLE001 - a file from outside: whatever its reading raises is its fault
        return Rapport((), (faux("CD862", f"Le fichier ne peut pas être lu ({type(e).__name__})."),)), {}
    joints, refuses = _joints(fichier)
    attendus = lire_attendus(champs, joints)
    constats = (
        *_des_signatures(attendus, signatures, bool(ancres)),
        *_des_changements(fichier, increments, signatures),
        *refuses,
        *_des_joints(joints, refuse=bool(refuses)),
        *_de_conformite(conformite),
    )
    liste = tuple((nom, len(o), hashlib.sha256(o).hexdigest()) for nom, o in joints.items())
    return Rapport(tuple(signataires(attendus, signatures)), constats, liste), joints


def signataires(attendus: Attendus, signatures: Sequence[Signature]) -> Iterator[Signataire]:
    """Put each signature beside its party.

    Args:
        attendus: The parties.
        signatures: The signatures found.
    """
    par_champ = {s.champ: s for s in signatures}
    for p in attendus.parties:
        s = par_champ.get(p.champ)
        if s is None:
            yield Signataire(p.id, p.nom, p.qualite, p.champ)
        else:
            date = s.date.isoformat() if s.date is not None else ""
            yield Signataire(p.id, p.nom, p.qualite, p.champ, s.titulaire, date, s.horodatee, not s.fautes, s.empreinte)


def _joints(fichier: Fichier) -> tuple[dict[str, bytes], tuple[Constat, ...]]:
    try:
        return lire_joints(fichier.lecteur), ()
    except JointRefuse as e:
        return {}, (faux("CD867", str(e)),)
    except PdfIllisible as e:
        return {}, (faux("CD862", f"Les pièces jointes ne peuvent pas être lues : {e}."),)


def _des_signatures(attendus: Attendus, signatures: Sequence[Signature], avec_ancres: bool) -> Iterator[Constat]:
    if not signatures:
        yield non_prouve("Personne n'a signé ce document.")
    for s in signatures:
        partie = attendus.du_champ(s.champ)
        nom = f"« {partie.nom} »" if partie is not None else f"du champ « {s.champ} »"
        if s.fautes:
            yield faux("CD863", f"La signature de {nom} n'est pas valide : {' ; '.join(s.fautes)}.")
            continue
        yield prouve(f"La signature de {nom} est celle de ces octets, par le certificat de « {s.titulaire} ».")
        if partie is not None and partie.certificat and not repond_a(partie.certificat, s.titulaire, s.empreinte):
            yield faux(
                "CD855",
                f"{nom[0].upper()}{nom[1:]} a signé avec le certificat de « {s.titulaire} » ; le contrat attend "
                f"« {partie.certificat} ».",
            )
        yield from _de_confiance(s, nom)
        if s.reserve:
            yield non_prouve(f"Signature de {nom} : {s.reserve}.")
    if signatures and not avec_ancres:
        yield non_prouve(
            "Que ces certificats soient bien ceux de ces personnes n'est pas établi : donnez leur autorité avec "
            "« --ancre »."
        )
    if any(not s.horodatee and not s.fautes for s in signatures):
        yield note("La date d'une signature sans horodatage vérifié est celle de l'ordinateur du signataire.")
    if any(not s.pades and not s.fautes for s in signatures):
        yield note("Une signature au moins est d'une forme plus ancienne que PAdES (adbe.pkcs7.detached).")
    yield from _des_absents(attendus, signatures)


def _de_confiance(s: Signature, nom: str) -> Iterator[Constat]:
    if s.confiance is True:
        yield prouve(f"Le certificat de « {s.titulaire} » est garanti par « {s.autorite} », valable à cette date.")
    elif s.confiance is False and "autorités" in s.doute:
        yield non_prouve(f"Signature de {nom} : {s.doute} (émetteur : « {s.autorite} »).")
    elif s.confiance is False:
        yield faux("CD863", f"Signature de {nom} : {s.doute}.")
    if s.horodatee:
        yield prouve(f"Signature de {nom} : {s.horodatage}.")
    elif s.horodatage:
        yield note(f"Signature de {nom} : {s.horodatage}.")


def _des_absents(attendus: Attendus, signatures: Sequence[Signature]) -> Iterator[Constat]:
    rangs = {s.champ: s.rang for s in signatures}
    for p in attendus.parties:
        if p.champ not in rangs:
            yield non_prouve(f"« {p.nom} » n'a pas signé.")
    if attendus.ordre_impose:
        faits = [rangs.get(p.champ) for p in attendus.parties]
        fin = next((i for i, r in enumerate(faits) if r is None), len(faits))
        suite = [r for r in faits[:fin] if r is not None]
        if suite != sorted(suite) or any(r is not None for r in faits[fin:]):
            yield faux("CD859", "Les parties n'ont pas signé dans l'ordre que le contrat impose.")
        elif suite:
            yield prouve("Les parties ont signé dans l'ordre que le contrat impose.")


def _des_changements(
    fichier: Fichier, increments: Sequence[Increment], signatures: Sequence[Signature]
) -> Iterator[Constat]:
    fautifs = [i for i in increments if i.fautes]
    for i in fautifs:
        apres = [s for s in signatures if s.rang < i.rang]
        quand = f"après la signature du champ « {apres[-1].champ} »" if apres else "avant toute signature"
        yield faux("CD864", f"Le document a été modifié {quand} : {' ; '.join(i.fautes)}.")
    signes = {s.rang for s in signatures}
    orphelins = [i for i in increments if i.champ and i.rang not in signes and not i.fautes]
    for i in orphelins:
        yield faux("CD864", f"Le champ « {i.champ} » est rempli, et aucune signature ne s'y lit.")
    if signatures and not fautifs and not orphelins:
        yield prouve("Entre les signatures, seuls des champs de signature et des preuves de validité ont été remplis.")
    couvert = max((s.fin for s in signatures), default=0)
    reste = len(fichier.octets) - couvert
    if signatures and not fautifs and reste > 2:  # noqa: PLR2004 - an end of line
        yield note(
            f"Les {reste} derniers octets (preuves de validité ajoutées après coup) ne sont couverts par aucune "
            "signature."
        )


def _des_joints(joints: Mapping[str, bytes], *, refuse: bool) -> Iterator[Constat]:
    if refuse:
        return
    acte = lire_acte(joints)
    if acte is None:
        yield non_prouve("Le fichier ne porte pas d'acte de compilation : rien ne dit d'où viennent ses pages.")
        return
    ecarts = ecarts_des_joints(joints)
    for ecart in ecarts:
        yield faux("CD866", f"{ecart[0].upper()}{ecart[1:]}.")
    if not ecarts and len(joints) > 1:
        yield prouve(f"Les {len(joints) - 1} sources jointes ont l'empreinte que donne l'acte de compilation.")


def _de_conformite(ecarts: Sequence[str]) -> Iterator[Constat]:
    for ecart in ecarts:
        yield faux("CD868", f"Ce fichier n'est pas tel que contratdoc les écrit : {ecart}.")
    if not ecarts:
        yield prouve("Le fichier déclare PDF/A-3a et PDF/UA-1, en a la structure, et ne contient pas de script.")
        yield note("La conformité entière à ces deux normes se vérifie avec veraPDF.")
