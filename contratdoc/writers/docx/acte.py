"""The deed of compilation in the Word file: a custom XML part, which Word keeps and never shows (ECMA-376, 15.2.5)."""

from __future__ import annotations

from typing import Final

from contratdoc.writers.docx.balises import DECLARATION, OFFICE, echappe
from contratdoc.writers.docx.relations import partie_relations

ESPACE: Final = "urn:contratdoc:acte-de-compilation"
PARTIE_ACTE: Final = "customXml/item1.xml"  # the frame's own custom parts are not kept
PROPRIETES_ACTE: Final = "customXml/itemProps1.xml"
NATURE_ACTE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATIONS: Final = "customXml/_rels/item1.xml.rels"
_DONNEES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IDENT: Final = "{0B6C9B5E-3C0E-5D0E-9A52-6F0A1C7D2E41}"  # one for all: a file holds one deed


def parties_de_l_acte(acte: bytes) -> dict[str, bytes]:
    """The parts that hold a deed.

    Args:
        acte: The deed, in JSON.

    Returns:
        The parts, by name; the document's relationships must lead to `PARTIE_ACTE`.
    """
    texte = echappe(acte.decode())
    lien = f'<Relationship Id="rId1" Type="{OFFICE}customXmlProps" Target="itemProps1.xml"/>'
    return {
        PARTIE_ACTE: f'{DECLARATION}<acte xmlns="{ESPACE}">{texte}</acte>'.encode(),
        PROPRIETES_ACTE: (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{_IDENT}" xmlns:ds="{_DONNEES}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{ESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        _RELATIONS: partie_relations(lien),
    }
