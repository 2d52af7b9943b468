"""The « PROJET » watermark of a draft: a WordArt behind the text, in every header."""

from __future__ import annotations

from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import W, w

TEXTE: Final = "PROJET"
_VML: Final = f"""<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/
><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/
><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/
><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/
></v:shapetype><v:shape id="PowerPlusWaterMarkObject{{rang}}" o:spid="_x0000_s{{spid}}" type="#_x0000_t136" alt=""
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:130pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
 o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath
 style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="{TEXTE}"/></v:shape></w:pict></w:r>"""


def marquer(entete: etree._Element, rang: int) -> None:
    """Put the watermark into a header; `rang` tells one header's shape from another's."""
    paragraphe = entete.find(w("p"))
    if paragraphe is None:
        paragraphe = etree.SubElement(entete, w("p"))
    paragraphe.append(etree.fromstring(_VML.format(rang=rang, spid=2048 + rang)))
