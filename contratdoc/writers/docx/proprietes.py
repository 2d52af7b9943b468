"""The properties of the file: what the file manager and screen readers show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contratdoc.writers.docx.balises import DECLARATION, OFFICE, PAQUET, echappe
from contratdoc.writers.docx.relations import partie_relations

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document

# Two builds of the same sources must give the same bytes, so the clock is not read.
DATE: Final = "2024-01-01T00:00:00Z"
_CORE: Final = f"{PAQUET}metadata/core-properties"
_RELATION_CORE: Final = f"{PAQUET}relationships/metadata/core-properties"
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def proprietes_du_fichier(document: Document) -> bytes:
    """The core properties."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{echappe(document.titre)}</dc:title><dc:subject>{echappe(document.sujet)}</dc:subject>"
        f"<dc:creator>{echappe(document.auteur)}</dc:creator>"
        f"<cp:keywords>{echappe(', '.join(document.mots_cles))}</cp:keywords>"
        f"<cp:lastModifiedBy>{echappe(document.auteur)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{DATE}</dcterms:modified>'
        f"<dc:language>{echappe(document.langue)}</dc:language></cp:coreProperties>"
    ).encode()


def proprietes_etendues() -> bytes:
    """The extended properties: who made the file."""
    return f'{DECLARATION}<Properties xmlns="{_APP}"><Application>contratdoc</Application></Properties>'.encode()


def relations_du_paquet(document: str) -> bytes:
    """The relationships of the package itself."""
    return partie_relations(
        f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="{document}"/>'
        f'<Relationship Id="rId2" Type="{_RELATION_CORE}" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}extended-properties" Target="docProps/app.xml"/>'
    )
