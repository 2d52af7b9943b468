"""Documents to import, made here: parts of Word and OpenDocument files, and two imaginary contracts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contratdoc.cli.importation import fichiers_de_base
from contratdoc.importer.choix import Choix
from contratdoc.importer.from_fichier import importer_document
from contratdoc.importer.unites import mots_de
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from contratdoc.importer.dossier import Importation

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NS = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{nom}.xml" ContentType="{_MS}.{genre}+xml"/>'
        for nom, genre in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)
_PAQUETS = "http://schemas.openxmlformats.org/package/2006/relationships"
TITRES_D_UN_DEPARTEMENT = {"thematiques": "Approche thématique", "approche_territoriale": "Approche territoriale"}
"""The headings that a field is printed under: they stand in no file."""
_DEHORS = ' TargetMode="External"'
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mon titre"/><w:basedOn w:val="T2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Leg"><w:name w:val="caption"/></w:style></w:styles>'
)
NUMEROS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def png(largeur: int = 40, hauteur: int = 40) -> bytes:
    """A whole picture, all grey."""

    def bloc(nom: bytes, octets: bytes) -> bytes:
        return struct.pack(">I", len(octets)) + nom + octets + struct.pack(">I", zlib.crc32(nom + octets))

    lignes = zlib.compress((b"\0" + b"\x80" * largeur) * hauteur)
    tete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", tete) + bloc(b"IDAT", lignes) + bloc(b"IEND", b"")


def archive(parties: Mapping[str, str | bytes]) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as z:
        for nom, contenu in parties.items():
            z.writestr(nom, contenu)
    return flux.getvalue()


def p(texte: str = "", style: str = "", pr: str = "", apres: str = "") -> str:
    """A paragraph of Word; `apres` is raw XML after its text."""
    sien = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{texte}</w:t></w:r>' if texte else ""
    return f"<w:p><w:pPr>{sien}{pr}</w:pPr>{run}{apres}</w:p>"


def puce(texte: str, niveau: int = 0, liste: int = 1) -> str:
    return p(texte, pr=f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{liste}"/></w:numPr>')


def tableau(*lignes: tuple[str, ...]) -> str:
    rangs = "".join(f"<w:tr>{''.join(f'<w:tc>{p(c)}</w:tc>' for c in ligne)}</w:tr>" for ligne in lignes)
    return f"<w:tbl>{rangs}</w:tbl>"


def word(corps: str, relations: Mapping[str, tuple[str, str, bool]] | None = None, **parties: str | bytes) -> bytes:
    """A Word file around a body; `relations`: kind, target, external, by id; `parties`: by name without `.xml`."""
    rels = {"rS": ("styles", "styles.xml", False), "rN": ("numbering", "numbering.xml", False), **(relations or {})}
    rels |= {f"p{i}": (n, f"{n}.xml", False) for i, n in enumerate(parties)}
    xml = "".join(
        f'<Relationship Id="{i}" Type="{REL}/{genre}" Target="{cible}"{_DEHORS * dehors}/>'
        for i, (genre, cible, dehors) in rels.items()
    )
    tete = f'<Relationships xmlns="{_PAQUETS}">'
    premiere = f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f"{tete}{premiere}</Relationships>",
            "word/document.xml": f"<w:document {NS}><w:body>{corps}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"{tete}{xml}</Relationships>",
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMEROS,
            "word/media/plan.png": png(),
            **{f"word/{n}.xml": c for n, c in parties.items()},
        }
    )


def importer(octets: bytes | str, nom: str = "contrat.txt", choix: Choix | None = None) -> Importation:
    """Import a document that has no fault of its own."""
    fait = importer_document(octets.encode() if isinstance(octets, str) else octets, nom, choix)
    assert fait.valeur is not None, fait.diagnostics
    return fait.valeur


def poser(fait: Importation, vers: Path) -> Path:
    """Write the folder of an import."""
    for nom, octets in {**fichiers_de_base(), **fait.fichiers}.items():
        chemin = vers / nom
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(octets)
    return vers


def texte(fait: Importation, *debuts: str) -> str:
    """The Markdown of the main text, or of the files that begin so."""
    gardes = debuts or ("modeles/texte/",)
    return "\n".join(o.decode() for n, o in fait.fichiers.items() if n.startswith(gardes))


def _scalaires(valeur: Any) -> Iterator[str]:
    if isinstance(valeur, dict):
        if valeur.get("nature") == "departement":
            yield from (titre for champ, titre in TITRES_D_UN_DEPARTEMENT.items() if champ in valeur)
        for v in valeur.values():
            yield from _scalaires(v)
    elif isinstance(valeur, list):
        for v in valeur:
            yield from _scalaires(v)
    elif isinstance(valeur, str):
        yield valeur


def mots_du_dossier(fait: Importation) -> Counter[str]:
    """The words of the folder's texts, contributions, axes and cover, read again from the files alone."""
    morceaux = []
    for nom, octets in fait.fichiers.items():
        if nom.endswith(".md"):
            morceaux.append(octets.decode())
        elif nom.endswith(".yaml") and not nom.startswith(("import", "modeles/faits", "modeles/lexique")):
            arbre = lire_yaml(octets, nom).valeur
            assert arbre is not None, nom
            morceaux += _scalaires(arbre.valeur)
    # A backslash or a mark of emphasis may stand within a word: « EPCI\_QPV », « **Q**uartier ».
    return Counter(m for t in morceaux for m in mots_de(re.sub(r"\\(?=[^\w\s])|\*", "", t)))


def perdus(lus: str, fait: Importation) -> Counter[str]:
    """The words of a text that are neither in the folder nor in the list of what was left."""
    laisses = Counter(m for x in fait.laisses for m in mots_de(x.texte))
    return Counter(mots_de(lus)) - mots_du_dossier(fait) - laisses


CONTRAT_MD = """\
# Contrat de ville 2024-2030

Communauté d'agglomération du Pays de Brumeval

## Préambule

Le contrat engage tous ses signataires, au service des habitants[^1].

[^1]: Loi n° 2014-173 du 21 février 2014.

## 1. Le territoire

La Communauté d'agglomération du Pays de Brumeval compte 45 200 habitants en 2021.

| Quartier prioritaire | Population 2021 | Revenu médian |
|---|---|---|
| Les Tilleuls (Brumeval) | 2 310 | 12 400 € |
| La Glacière (Sornin) | 1 120 | 13 050 € |

## 2. Les piliers

### Pilier 1 : La cohésion sociale

**Le lien social** reste la première attente ; voir [le site](https://www.exemple.fr).

#### Orientations stratégiques

1. Renforcer l'accès aux droits

#### Objectifs opérationnels

- 1.a Ouvrir une permanence dans chaque quartier
- 1.b Former les agents d'accueil

### Pilier 2 : Le cadre de vie

#### Orientations stratégiques

1. Améliorer les espaces publics

#### Objectifs opérationnels

- 1.a Associer les habitants aux travaux

## 3. Annexes

### Annexe 1 : Engagements des partenaires

#### Contribution de la CAF de l'Ouest

La CAF soutient deux centres sociaux.

##### Petite enfance

- Ouvrir vingt places d'accueil
- Aider les assistantes maternelles

##### Parentalité

- Tenir un lieu d'accueil par quartier

#### Contribution de Brumeval Habitat

Le bailleur possède 830 logements, dont 610 à Brumeval et 220 à Sornin.

##### Programmes de logements : locatif neuf

| Commune | Nom du programme | Logements | Livraison |
|---|---|---|---|
| Sornin | Les Jardins | 24 | T4 2026 |
"""


def contrat_word() -> bytes:
    """A contract of a city that numbers « Orientation 1 », its headings marked by styles."""
    corps = "".join(
        (
            p("CONTRAT DE VILLE"),
            p("2024-2030"),
            p("Métropole de Valmar"),
            p("Le territoire", "T1"),
            p("La Métropole de Valmar réunit 3 communes."),
            tableau(
                ("Quartier prioritaire", "Population 2020"), ("Bel-Air (Valmar)", "3 000"), ("Port (Ansac)", "1 500")
            ),
            p("Les orientations", "T1"),
            p("Orientation 1 : Agir pour l'emploi", "T2"),
            p("Objectifs opérationnels :"),
            puce("Lever les freins à la mobilité"),
            puce("Développer l'apprentissage"),
            p("Orientation 2 : Agir pour la santé", "T2"),
            p("Objectifs opérationnels :"),
            puce("Ouvrir un centre de santé"),
            p("Indicateurs :"),
            puce("Nombre de consultations par an"),
            p("Engagements des partenaires", "T1"),
            p("Ville de Valmar", "T2"),
            p("La ville maintient ses moyens."),
            p("Département de l'Anse", "T2"),
            p("Le Département cofinance la prévention."),
        )
    )
    return word(corps)
