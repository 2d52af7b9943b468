"""Signing: what it writes, and each thing that it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from autorite import JOUR, PHRASE, Autorite, Emis, maintenant
from contrats_signes import PARTIES, compile_de, petit_contrat, signe_par
from outils import lancer

from contratdoc.diagnostics import Diagnostic
from contratdoc.signature.cles import ouvrir_pkcs12
from contratdoc.signature.examen import examiner
from contratdoc.signature.rapport import Verdict
from contratdoc.signature.signer import Demande, signer
from contratdoc.signature.tampon import CORPS_MAX, INTERLIGNE, Ligne, disposer


def refus(octets: bytes, partie: str, emis: Emis) -> Diagnostic:
    fait = signer(octets, ouvrir_pkcs12(emis.p12(), PHRASE, "cle.p12"), Demande(partie, maintenant()))
    assert fait.valeur is None
    (diagnostic,) = fait.diagnostics
    return diagnostic


def test_la_signature_prolonge_le_fichier_et_n_y_touche_pas(nu: bytes, un: bytes, deux: bytes) -> None:
    assert un.startswith(nu)
    assert deux.startswith(un)


def test_chaque_faute_a_son_code(nu: bytes, un: bytes, autorite: Autorite, signataires: dict[str, Emis]) -> None:
    etat = signataires["etat"]
    assert refus(b"PK\x03\x04", "etat", etat).code == "CD850"
    assert refus(nu[:5000], "etat", etat).code == "CD850"
    assert refus(_chiffre(nu), "etat", etat).code == "CD851"
    assert refus(_sans_champ(), "etat", etat).code == "CD852"
    inconnue = refus(nu, "etats", etat)
    assert (inconnue.code, inconnue.aides) == ("CD853", ("Vouliez-vous dire « etat » ?",))
    assert refus(un, "etat", etat).code == "CD854"
    expire = autorite.emettre("Ancien", maintenant() - 30 * JOUR, maintenant() - JOUR)
    assert "a expiré" in refus(nu, "etat", expire).message
    futur = autorite.emettre("Futur", maintenant() + JOUR, maintenant() + 30 * JOUR)
    assert refus(nu, "etat", futur).code == "CD856"
    assert "fait pour signer" in refus(nu, "etat", autorite.emettre("Chiffreur", usage=False)).message
    assert refus(un.replace(b"/Lang", b"/Lanh", 1), "caf", etat).code == "CD857"
    assert refus(un + b"%\n", "caf", etat).code == "CD857"


def test_une_cle_qui_ne_s_ouvre_pas(signataires: dict[str, Emis]) -> None:
    from contratdoc.signature.fautes import Refus

    for octets, phrase in ((signataires["etat"].p12(), "autre"), (b"rien", PHRASE), (b"", PHRASE)):
        with pytest.raises(Refus) as e:
            ouvrir_pkcs12(octets, phrase, "cle.p12")
        assert e.value.diagnostic.code == "CD858"
        assert phrase not in str(e.value)


def test_le_certificat_attendu_et_l_ordre_impose(tmp_path: Path, autorite: Autorite) -> None:
    marie, jean = autorite.emettre("Marie Dupont"), autorite.emettre("Jean Martin")
    dossier = petit_contrat(tmp_path, entetes="ordre_signatures: impose\n")
    contrat = dossier / "modeles/contrat.yaml"
    texte = contrat.read_text("utf-8").replace(
        "Préfet du département}", "Préfet du département, certificat: marie  DUPONT}"
    )
    serre = ":".join(jean.empreinte[i : i + 2] for i in range(0, 64, 2)).upper()
    texte = texte.replace("qualite: Président}", f'qualite: Président, certificat: "{serre}"}}', 1)
    contrat.write_text(texte, "utf-8")
    nu = compile_de(dossier)

    assert refus(nu, "etat", jean).code == "CD855"
    assert refus(nu, "agglomeration", jean).code == "CD859"
    un = signe_par(nu, "etat", marie)
    assert refus(un, "agglomeration", marie).code == "CD855"
    deux = signe_par(un, "agglomeration", jean)
    assert examiner(deux)[0].de(Verdict.FAUX) == ()


@pytest.mark.parametrize("largeur", [60.0, 198.0])
@pytest.mark.parametrize(
    "textes",
    [
        ("Signé électroniquement par", "Marie Dupont", "Préfète", "le 23/11/2026"),
        ("x" * 300, "Anticonstitutionnellement " * 20, "Ô"),
    ],
)
def test_le_tampon_ne_coupe_aucun_mot(largeur: float, textes: tuple[str, ...]) -> None:
    def mesurer(texte: str, gras: bool) -> float:
        return len(texte) * (0.6 if gras else 0.5)

    hauteur = 70.0
    morceaux = disposer([Ligne(t, gras=i == 1) for i, t in enumerate(textes)], largeur, hauteur, mesurer)

    assert "".join(m.texte for m in morceaux).replace(" ", "") == "".join(textes).replace(" ", "")
    assert sum(INTERLIGNE * m.corps for m in morceaux) <= hauteur
    assert all(mesurer(m.texte, m.gras) * m.corps <= largeur + 0.01 for m in morceaux)
    assert max(m.corps for m in morceaux) <= CORPS_MAX


def test_la_commande(dossier: Path, tmp_path: Path, signataires: dict[str, Emis]) -> None:
    (tmp_path / "sortie").mkdir()
    (tmp_path / "sortie/contrat.pdf").write_bytes((dossier / "sortie/contrat.pdf").read_bytes())
    (tmp_path / "etat.p12").write_bytes(signataires["etat"].p12())
    ligne = ("signer", "sortie/contrat.pdf", "--partie", "etat", "--certificat", "etat.p12")

    faux = lancer(*ligne, dossier=tmp_path, CONTRATDOC_PHRASE="non")
    juste = lancer(*ligne, dossier=tmp_path, CONTRATDOC_PHRASE=PHRASE)
    encore = lancer(*ligne, dossier=tmp_path, CONTRATDOC_PHRASE=PHRASE)

    assert (faux.returncode, juste.returncode, encore.returncode) == (1, 0, 1)
    assert "CD858" in faux.stderr
    assert "Rien n'a été signé" in faux.stderr
    assert "À signer encore" in juste.stdout
    assert "CD861" in encore.stderr
    sorti = b"".join(f.read_bytes() for f in (tmp_path / "sortie").iterdir())
    for secret in (PHRASE.encode(), signataires["etat"].cle_der()[36:68], signataires["etat"].p12()):
        assert secret not in sorti
        assert secret not in (faux.stdout + faux.stderr + juste.stdout + juste.stderr).encode()
    assert sorted(f.name for f in (tmp_path / "sortie").iterdir()) == ["contrat-signe.pdf", "contrat.pdf"]
    assert "--phrase" not in lancer("signer", "--help", dossier=tmp_path).stdout


def test_etat_dit_qui_a_signe(dossier: Path, deux: bytes, tmp_path: Path) -> None:
    signe = tmp_path / "signe.pdf"
    signe.write_bytes(deux)

    dit = lancer("etat", "--pdf", str(signe), dossier=dossier)

    assert dit.returncode == 0, dit.stderr
    assert "Signature de L'État : signé par Signataire etat, le " in dit.stdout.replace("’", "'")
    assert dit.stdout.count("pas encore") == len(PARTIES) - 2


def _chiffre(nu: bytes) -> bytes:
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    ecrivain = copy_into_new_writer(PdfFileReader(BytesIO(nu)))
    ecrivain.encrypt("secret")
    sortie = BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def _sans_champ() -> bytes:
    from io import BytesIO

    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
    from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

    ecrivain = PdfFileWriter()
    contenu = ecrivain.add_object(StreamObject(stream_data=b""))
    ecrivain.insert_page(PageObject(contents=contenu, media_box=(0, 0, 100, 100), resources=DictionaryObject()))
    sortie = BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def test_le_decalage_de_l_heure_se_lit() -> None:
    from contratdoc.signature.signer import _decalage

    assert _decalage(dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=2)))) == "+2"
    assert _decalage(dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30)))) == "-3:30"
