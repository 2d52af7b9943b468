"""The same text through other tools, each as its own documentation says; run as a program of its own by `bench.py`.

`autres.py python-docx corps.json sortie.docx`, and the same for `docxtpl` (a sub-document in a frame) and `typst`
(from a `.typ` file, as pandoc writes it).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def ecrire_corps(vers: Any, corps: list[list[Any]]) -> None:
    """Write headings, paragraphs, lists and tables with python-docx: `add_heading`, `add_paragraph`, `table.cell`."""
    for genre, niveau, contenu in corps:
        if genre == "titre":
            vers.add_paragraph(contenu, style=f"Heading {min(niveau, 9)}")
        elif genre == "puce":
            vers.add_paragraph(contenu, style="List Bullet" if niveau < 2 else f"List Bullet {min(niveau, 3)}")
        elif genre == "tableau":
            tableau = vers.add_table(rows=len(contenu), cols=len(contenu[0]))
            for rang, ligne in enumerate(contenu):
                for colonne, texte in enumerate(ligne):
                    tableau.cell(rang, colonne).text = texte
        else:
            vers.add_paragraph(contenu)


def python_docx(corps: list[list[Any]], sortie: Path) -> None:
    """One document, made with python-docx alone."""
    import docx

    document = docx.Document()
    ecrire_corps(document, corps)
    document.save(str(sortie))


def docxtpl(corps: list[list[Any]], sortie: Path) -> None:
    """A sub-document put in a frame by docxtpl."""
    import docx
    from docxtpl import DocxTemplate

    cadre = sortie.with_suffix(".cadre.docx")
    modele = docx.Document()
    modele.add_paragraph("{{p corps }}")
    modele.save(str(cadre))
    gabarit = DocxTemplate(str(cadre))
    gabarit.init_docx()
    sous_document = gabarit.new_subdoc()
    ecrire_corps(sous_document, corps)
    gabarit.render({"corps": sous_document})
    gabarit.save(str(sortie))


def typst(source: Path, sortie: Path) -> None:
    """A PDF of a typst file, by the same wheel as ours."""
    import typst as compilateur

    sortie.write_bytes(compilateur.compile(str(source)))


if __name__ == "__main__":
    outil, entree, vers = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if outil == "typst":
        typst(entree, vers)
    else:
        {"python-docx": python_docx, "docxtpl": docxtpl}[outil](json.loads(entree.read_text("utf-8")), vers)
