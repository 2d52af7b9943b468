"""The same document as plain Markdown and as bare typst: what the other tools of the bench are given."""

from __future__ import annotations

import re

from contratdoc.document.noeuds import (
    Bloc,
    Citation,
    Document,
    Inline,
    Lien,
    Liste,
    Paragraphe,
    Renvoi,
    Tableau,
    Texte,
    Titre,
)


def en_markdown(document: Document) -> str:
    """Write the body as pandoc's Markdown."""
    return "\n\n".join(_md(b) for s in document.sections for b in s.blocs)


def en_typst(document: Document) -> str:
    """Write the body as the plainest typst that gives the same pages: styles of typst, no frame."""
    corps = "\n\n".join(_typ(b) for s in document.sections for b in s.blocs)
    return (
        '#set document(title: "Contrat", author: "Banc", date: datetime(year: 2024, month: 1, day: 1))\n'
        '#set text(lang: "fr", font: "Source Sans Pro", size: 10.5pt)\n#set page(numbering: "1")\n#outline()\n\n'
        + corps
    )


def _texte(inlines: tuple[Inline, ...]) -> str:
    morceaux = []
    for i in inlines:
        if isinstance(i, Texte | Renvoi):
            morceaux.append(i.texte)
        elif isinstance(i, Lien):
            morceaux.append("".join(t.texte for t in i.contenu))
    return "".join(morceaux)


def _plat(blocs: tuple[Bloc, ...]) -> str:
    sortie = []
    for b in blocs:
        if isinstance(b, Paragraphe):
            sortie.append(_texte(b.contenu))
        elif isinstance(b, Liste):
            sortie += [_plat(e.blocs) for e in b.elements]
    return " ".join(sortie)


def _md_echappe(texte: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|$~^@])", r"\\\1", texte).replace("\n", " ")


def _md(bloc: Bloc, retrait: str = "") -> str:
    if isinstance(bloc, Titre):
        return f"{'#' * bloc.niveau} {_md_echappe(f'{bloc.numero} {_texte(bloc.contenu)}'.strip())}"
    if isinstance(bloc, Paragraphe):
        return retrait + _md_echappe(_texte(bloc.contenu))
    if isinstance(bloc, Liste):
        return "\n\n".join(
            retrait + "-   " + "\n\n".join(_md(b, retrait + "    ") for b in e.blocs).lstrip() for e in bloc.elements
        )
    if isinstance(bloc, Citation):
        return "> " + _md_echappe(_plat(bloc.blocs))
    if isinstance(bloc, Tableau):
        largeur = len(bloc.colonnes)
        lignes = [[_md_echappe(_plat(c.blocs)) for c in x.cellules] for x in (*bloc.entetes, *bloc.lignes)]
        lignes = [(x + [""] * largeur)[:largeur] for x in lignes]
        rangs = ["| " + " | ".join(x) + " |" for x in lignes]
        return "\n".join([rangs[0], "|" + "---|" * largeur, *rangs[1:]])
    return ""


def _typ_echappe(texte: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]=~/+-])", r"\\\1", texte).replace("\n", " ")


def _typ(bloc: Bloc, retrait: str = "") -> str:
    if isinstance(bloc, Titre):
        return f"{'=' * bloc.niveau} {_typ_echappe(f'{bloc.numero} {_texte(bloc.contenu)}'.strip())}"
    if isinstance(bloc, Paragraphe):
        return retrait + _typ_echappe(_texte(bloc.contenu))
    if isinstance(bloc, Liste):
        return "\n".join(
            retrait + "- " + "\n\n".join(_typ(b, retrait + "  ") for b in e.blocs).lstrip() for e in bloc.elements
        )
    if isinstance(bloc, Citation):
        return f"#quote(block: true)[{_typ_echappe(_plat(bloc.blocs))}]"
    if isinstance(bloc, Tableau):
        largeur = len(bloc.colonnes)
        entete = ", ".join(f"[{_typ_echappe(_plat(c.blocs))}]" for x in bloc.entetes for c in x.cellules)
        cellules = ",\n  ".join(
            f"table.cell(colspan: {c.colonnes}, rowspan: {c.lignes})[{_typ_echappe(_plat(c.blocs))}]"
            for x in bloc.lignes
            for c in x.cellules
        )
        return f"#table(columns: (1fr,) * {largeur},\n  table.header({entete}),\n  {cellules})"
    return ""


def en_simple(document: Document) -> list[list[object]]:
    """Write the body as a flat list for scripts: heading and level, paragraph, list item and depth, table of texts."""
    return [ligne for s in document.sections for b in s.blocs for ligne in _simple(b)]


def _simple(bloc: Bloc, profondeur: int = 1) -> list[list[object]]:
    if isinstance(bloc, Titre):
        return [["titre", bloc.niveau, f"{bloc.numero} {_texte(bloc.contenu)}".strip()]]
    if isinstance(bloc, Paragraphe):
        return [["paragraphe", 0, _texte(bloc.contenu)]]
    if isinstance(bloc, Liste):
        return [
            ["puce", profondeur, ligne[2]] if ligne[0] == "paragraphe" else ligne
            for element in bloc.elements
            for b in element.blocs
            for ligne in _simple(b, profondeur + 1)
        ]
    if isinstance(bloc, Citation):
        return [["paragraphe", 0, _plat(bloc.blocs)]]
    if isinstance(bloc, Tableau):
        largeur = len(bloc.colonnes)
        lignes = [[_plat(c.blocs) for c in x.cellules] for x in (*bloc.entetes, *bloc.lignes)]
        return [["tableau", 0, [(x + [""] * largeur)[:largeur] for x in lignes]]]
    return []
