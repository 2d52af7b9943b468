"""The footnotes part: Word's own separators, then the notes in the order of their calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.noeuds import Paragraphe
from contratdoc.writers.docx.balises import DECLARATION, WP, R, W, fragment
from contratdoc.writers.docx.inlines import runs
from contratdoc.writers.docx.paragraphes import simple
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from contratdoc.writers.docx.contexte import Contexte, Lieu

_FILET = (
    '<w:footnote w:type="{nature}" w:id="{ident}"><w:p><w:pPr>'
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "<w:r><w:{nature}/></w:r></w:p></w:footnote>"
)


def ecrire_notes(ctx: Contexte, lieu: Lieu) -> bytes:
    """The part holding every note met in the body."""
    filets = _FILET.format(nature="separator", ident=-1) + _FILET.format(nature="continuationSeparator", ident=0)
    notes = "".join(
        f'<w:footnote w:id="{rang}">{_contenu(ctx, rang - 1, lieu)}</w:footnote>'
        for rang in range(1, len(ctx.notes) + 1)
    )
    return (
        f'{DECLARATION}<w:footnotes xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}">{filets}{notes}</w:footnotes>'
    ).encode()


def _contenu(ctx: Contexte, rang: int, lieu: Lieu) -> str:
    ctx.apres_tableau = False
    blocs = ctx.notes[rang].contenu
    appel = (
        f'<w:r><w:rPr><w:rStyle w:val="{ctx.styles[Style.APPEL_NOTE]}"/></w:rPr><w:footnoteRef/></w:r>{fragment(" ")}'
    )
    if blocs and isinstance(premier := blocs[0], Paragraphe):
        return simple(lieu.style, appel + runs(ctx, premier.contenu, lieu)) + ctx.ecrire(ctx, blocs[1:], lieu)
    return simple(lieu.style, appel) + ctx.ecrire(ctx, blocs, lieu)
