"""What an altered file is found to be; the whole numbers come from `alterations.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from alterations import MISES_A_JOUR, OCTETS, mutants, octets_au_hasard, prolonger
from asn1crypto import x509
from autorite import PHRASE, Autorite, Emis
from contrats_signes import compile_de, petit_contrat, signe_par

from contratdoc.signature.cles import lire_autorites
from contratdoc.signature.examen import examiner
from contratdoc.signature.rapport import Rapport, Verdict
from contratdoc.signature.reprise import reprendre
from contratdoc.signature.signer import Demande, signer
from contratdoc.writers.pdf.objets import ouvrir as objets_de

NOMMEES = {
    "contenu d'une page remplacé par un autre": "la page 1",
    "contenu d'une page récrit en place": "le contenu de la page 2",
    "page tournée": "la page 1",
    "pièce jointe remplacée": "la pièce jointe «",
    "signature retirée": "la signature du champ « sig_etat » est retirée",
    "signature d'une autre partie": "la signature du champ « sig_etat » est retirée ou remplacée",
    "champ signé déplacé": "la signature du champ « sig_etat »",
    "action à l'ouverture": "OpenAction",
    "formulaire XFA": "XFA",
    "métadonnées remplacées": "les métadonnées",
    "objet ajouté et relié à rien": "n'est relié à rien",
    "objet pris dans ce qui est signé": "un objet est pris hors de la mise à jour",
}


@pytest.fixture(scope="module")
def ancres(autorite: Autorite) -> tuple[x509.Certificate, ...]:
    return lire_autorites({"ca.pem": autorite.pem()})


def dits(rapport: Rapport) -> str:
    return " ".join(c.phrase for c in rapport.de(Verdict.FAUX))


def test_quarante_octets_changes_au_hasard(deux: bytes, ancres: tuple[x509.Certificate, ...]) -> None:
    non_vus = [n for n, o in octets_au_hasard(deux, 40, 7) if not examiner(o, ancres)[0].de(Verdict.FAUX)]

    assert non_vus == []


@pytest.mark.parametrize("nom", [*MISES_A_JOUR, *OCTETS])
def test_une_alteration_est_vue_et_nommee(nom: str, huit: bytes) -> None:
    altere = prolonger(huit, MISES_A_JOUR[nom]) if nom in MISES_A_JOUR else OCTETS[nom](huit)

    rapport, _ = examiner(altere)

    assert rapport.verdict is Verdict.FAUX
    assert all(c.code for c in rapport.de(Verdict.FAUX))
    assert NOMMEES.get(nom, "") in dits(rapport)


@pytest.mark.parametrize("nom", ["contenu d'une page remplacé par un autre", "annotation posée sur une page"])
def test_une_modification_glissee_avant_une_signature_est_vue(
    nom: str, un: bytes, signataires: dict[str, Emis]
) -> None:
    """Who comes next signs, with another tool, a file changed since the first signature: all signatures are valid."""
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    change = prolonger(un, MISES_A_JOUR[nom])
    cle = signers.SimpleSigner.load_pkcs12_data(signataires["caf"].p12(), [], passphrase=PHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="sig_caf")
    resigne = signers.PdfSigner(meta, cle).sign_pdf(IncrementalPdfFileWriter(BytesIO(change))).getvalue()

    rapport, _ = examiner(resigne)

    assert "après la signature du champ « sig_etat »" in dits(rapport)


def test_ce_que_pyhanko_ecrit_de_lui_meme_est_admis(un: bytes, signataires: dict[str, Emis]) -> None:
    """A parapheur signs in its own way: its date, its name as producer, its own drawing in the field."""
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.stamp import TextStampStyle

    cle = signers.SimpleSigner.load_pkcs12_data(signataires["caf"].p12(), [], passphrase=PHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="sig_caf")
    style = TextStampStyle(stamp_text="Parapheur\n%(signer)s")
    octets = signers.PdfSigner(meta, cle, stamp_style=style).sign_pdf(IncrementalPdfFileWriter(BytesIO(un))).getvalue()

    rapport, _ = examiner(octets)

    assert rapport.de(Verdict.FAUX) == ()
    assert [s.id for s in rapport.signataires if s.valide] == ["etat", "caf"]


def test_une_signature_retiree_par_troncature_se_lit_comme_absente(deux: bytes, un: bytes) -> None:
    """The file is then what it was before that signature: nothing is false, and the party has not signed."""
    rapport, _ = examiner(deux[: len(un)])

    assert rapport.verdict is Verdict.NON_PROUVE
    assert any("Agglomération" in c.phrase and "n'a pas signé" in c.phrase for c in rapport.de(Verdict.NON_PROUVE))


def test_une_page_echangee_avant_toute_signature_est_nommee(nu: bytes, signataires: dict[str, Emis]) -> None:
    objets = objets_de(nu)
    page = next(n for n in objets.contenant(b"/Type/Page/"))
    objets.remplacer(page, objets.objet(page).replace(b"/MediaBox[0 0 ", b"/MediaBox[9 0 "))
    faux = signe_par(objets.ecrire(), "etat", signataires["etat"])

    assert examiner(faux)[0].de(Verdict.FAUX) == ()
    (constat,) = reprendre(faux)
    assert (constat.verdict, constat.code) == (Verdict.FAUX, "CD865")
    assert "la page " in constat.phrase


def test_une_piece_jointe_echangee_avant_toute_signature_est_nommee(nu: bytes) -> None:
    nom = b"modeles/contrat.yaml"
    objets = objets_de(nu)
    fiche = next(n for n in objets.contenant(b"/Type/Filespec/F(" + nom) if nom in objets.objet(n))
    joint = int(objets.objet(fiche).split(b"/EF<</F ")[1].split()[0])
    objets.remplacer(joint, b"<</Type/EmbeddedFile/Length 10>>\nstream\ntitre: Non\nendstream")
    altere = objets.ecrire()

    rapport, _ = examiner(altere)

    assert "la pièce jointe « modeles/contrat.yaml » n'a pas l'empreinte" in dits(rapport).lower()
    assert signer(altere, None, Demande("etat", None)).diagnostics[0].code == "CD857"  # type: ignore[arg-type]


def test_des_mutants_ne_font_jamais_lever(huit: bytes) -> None:
    for nom, mutant in mutants(huit, 30, 11):
        rapport, _ = examiner(mutant)
        assert rapport.constats, nom
        assert signer(mutant, None, Demande("etat", None)).valeur is None, nom  # type: ignore[arg-type]


def test_chaque_contrat_se_recompile_octet_pour_octet(tmp_path: Path, nu: bytes) -> None:
    autre = compile_de(petit_contrat(tmp_path, entetes="lieu_signature: Ailleurs\n"))

    assert autre != nu
    assert [c.verdict for c in reprendre(autre)] == [Verdict.PROUVE]
