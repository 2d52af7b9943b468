"""A PDF that another program dated: the same content gives the same bytes, at the same length."""

from __future__ import annotations

from contratdoc.writers.pdf.normaliser import normaliser

MODELE = """%PDF-1.7
1 0 obj<</Producer<FEFF004C>/CreationDate(D:{jour}Z')/ModDate (D:{jour}+01'00')>>endobj
2 0 obj<</Type/Metadata>>stream
<xmp:CreateDate>{xmp}Z</xmp:CreateDate><xmp:ModifyDate>{xmp}+01:00</xmp:ModifyDate>
endstream endobj
3 0 obj({texte})endobj
trailer
<</Size 4/ID [ <{ident}>
<{ident}> ]
/DocChecksum /{somme}
>>"""


def pdf(jour: str, ident: str, texte: str = "D:20261123005443") -> bytes:
    xmp = f"{jour[:4]}-{jour[4:6]}-{jour[6:8]}T{jour[8:10]}:{jour[10:12]}:{jour[12:]}"
    return MODELE.format(jour=jour, xmp=xmp, ident=ident * 32, somme=ident * 32, texte=texte).encode()


UN, AUTRE = pdf("20261123005443", "A"), pdf("20250102030405", "7")


def test_le_jour_et_le_hasard_ne_se_voient_plus() -> None:
    assert UN != AUTRE
    assert normaliser(UN) == normaliser(AUTRE)
    assert len(normaliser(UN)) == len(UN)
    assert normaliser(normaliser(UN)) == normaliser(UN)


def test_un_autre_contenu_a_un_autre_identifiant() -> None:
    def ident(octets: bytes) -> bytes:
        return normaliser(octets).split(b"<")[-2][:32]

    assert ident(UN) == ident(AUTRE) != ident(pdf("20261123005443", "A", "autre texte"))


def test_le_texte_n_est_pas_touche() -> None:
    assert b"(D:20261123005443)endobj" in normaliser(UN)
