"""The default frame as a file."""

from __future__ import annotations

from typing import Final

from contratdoc.writers.docx.balises import DECLARATION, OFFICE, PAQUET, W
from contratdoc.writers.docx.modele import pages
from contratdoc.writers.docx.modele.definitions import POLICE
from contratdoc.writers.docx.modele.feuille import feuille_de_styles
from contratdoc.writers.docx.modele.numeros import definitions_de_listes
from contratdoc.writers.docx.paquet import ecrire_paquet
from contratdoc.writers.docx.relations import partie_relations

_NATURE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTIES: Final = {
    "styles": ("styles.xml", "rId1"),
    "numbering": ("numbering.xml", "rId2"),
    "settings": ("settings.xml", "rId3"),
    "fontTable": ("fontTable.xml", "rId4"),
    "header": ("header1.xml", "rId10"),
    "header2": ("header2.xml", "rId11"),
    "footer": ("footer1.xml", "rId12"),
    "footer2": ("footer2.xml", "rId13"),
}
_THEME: Final = "theme/theme1.xml"


def _types() -> bytes:
    parties = "".join(
        f'<Override PartName="/word/{fichier}" ContentType="{_NATURE}{nature.rstrip("2")}+xml"/>'
        for nature, (fichier, _) in _PARTIES.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{PAQUET}content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_NATURE}document.main+xml"/>{parties}'
        f'<Override PartName="/word/{_THEME}" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        "</Types>"
    ).encode()


def _relations() -> bytes:
    liens = "".join(
        f'<Relationship Id="{ident}" Type="{OFFICE}{nature.rstrip("2")}" Target="{fichier}"/>'
        for nature, (fichier, ident) in _PARTIES.items()
    )
    return partie_relations(f'{liens}<Relationship Id="rId5" Type="{OFFICE}theme" Target="{_THEME}"/>')


def cadre_initial() -> bytes:
    """The Word frame to start from, the same bytes every time."""
    polices = (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{POLICE}"><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    racine = f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="word/document.xml"/>'
    return ecrire_paquet(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": partie_relations(racine),
            "word/document.xml": pages.page_principale(),
            "word/_rels/document.xml.rels": _relations(),
            "word/styles.xml": feuille_de_styles(),
            "word/numbering.xml": definitions_de_listes(),
            "word/settings.xml": pages.reglages(),
            "word/fontTable.xml": polices.encode(),
            "word/header1.xml": pages.entete(),
            "word/header2.xml": pages.entete_couverture(),
            "word/footer1.xml": pages.pied(),
            "word/footer2.xml": pages.pied_couverture(),
            f"word/{_THEME}": pages.theme(),
        }
    )
