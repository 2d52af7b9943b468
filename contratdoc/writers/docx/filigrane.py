"""The « PROJET » watermark of a draft: a WordArt behind the text, in every header."""

from __future__ import annotations

from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import W, w

TEXTE: Final = "PROJET"
_FORMULES: Final = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1",
    "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip
_PLACE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:440pt;height:130pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
# What Word itself writes for a watermark; the shape type is its WordArt no 136, a plain text.
_VML: Final = (
    f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    + "".join(f'<v:f eqn="{formule}"/>' for formule in _FORMULES)
    + '</v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject{rang}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt=""'
    f' style="{_PLACE}" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".3"/>'
    '<v:textpath style="font-family:&quot;Source Sans Pro&quot;;font-size:1pt;font-weight:bold"'
    f' string="{TEXTE}"/></v:shape></w:pict></w:r>'
)


def marquer(entete: etree._Element, rang: int) -> None:
    """Put the watermark into a header; `rang` tells one header's shape from another's."""
    paragraphe = entete.find(w("p"))
    if paragraphe is None:
        paragraphe = etree.SubElement(entete, w("p"))
    paragraphe.append(etree.fromstring(_VML.format(rang=rang, spid=2048 + rang)))
