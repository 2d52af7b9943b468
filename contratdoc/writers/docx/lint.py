"""Our own reading of the Word file just made: the faults that make Word say « contenu illisible », or show an error.

The Open XML SDK checks more, but is on no user's machine: this runs at every build, in a few hundredths of a second.
What it finds is a fault of ours, or of the frame.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import R, w
from contratdoc.writers.docx.lint_sommaire import releve_sommaire

_DOCUMENT: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"
_RENVOI: Final = re.compile(r"\s*(?:PAGEREF|REF|NOTEREF)\s+(\S+)")
_MONTRES: Final = 3  # the first few of a kind are enough to find the cause


@dataclass(slots=True)
class _Lu:
    """What one pass over a part gathers."""

    signets: dict[str, str] = field(default_factory=dict)  # id → name
    noms: list[str] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)
    fins: list[str] = field(default_factory=list)
    cibles: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    champs: list[str] = field(default_factory=list)


def relever(octets: bytes) -> tuple[str, ...]:
    """Find the structural faults of a Word file.

    Args:
        octets: A file as `write_docx` gives it.

    Returns:
        One French sentence a fault; none when the file is sound.
    """
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        noms = archive.namelist()
        fautes = [f"la partie {n} figure deux fois" for n in _doubles(noms)]
        arbres: dict[str, etree._Element] = {}
        for nom in noms:
            if nom.endswith((".xml", ".rels")):
                try:
                    arbres[nom] = etree.fromstring(archive.read(nom))
                except etree.XMLSyntaxError as e:
                    fautes.append(f"{nom} n'est pas du XML valable ({e})")
    if _DOCUMENT not in arbres or _TYPES not in arbres:
        return (*fautes, f"il manque {_DOCUMENT} ou {_TYPES}")
    fautes += _types(arbres[_TYPES], noms)
    lus = {n: _lire(a) for n, a in arbres.items() if n.startswith("word/") and n.endswith(".xml")}
    fautes += _relations(arbres, noms, lus)
    fautes += _identifiants(lus)
    fautes += [f for nom, lu in lus.items() for f in _champs(nom, lu.champs)]
    fautes += _cibles(lus)
    fautes += _notes(arbres, lus[_DOCUMENT])
    return (*fautes, *releve_sommaire(arbres[_DOCUMENT], arbres.get("word/styles.xml")))


def _lire(racine: etree._Element) -> _Lu:
    lu = _Lu()
    for element in racine.iter(
        w("bookmarkStart"), w("bookmarkEnd"), w("fldChar"), w("instrText"), w("fldSimple"), w("hyperlink"),
        w("footnoteReference"), w("comment"), "{*}docPr", "{*}blip", w("headerReference"), w("footerReference"),
        w("embedRegular"), w("embedBold"), w("embedItalic"), w("embedBoldItalic"),
    ):  # fmt: skip
        nom = etree.QName(element).localname
        if nom == "bookmarkStart":
            lu.signets[element.get(w("id"), "")] = element.get(w("name"), "")
            lu.noms.append(element.get(w("name"), ""))
        elif nom == "bookmarkEnd":
            lu.fins.append(element.get(w("id"), ""))
        elif nom == "fldChar":
            lu.champs.append(element.get(w("fldCharType"), ""))
        elif nom in {"instrText", "fldSimple"}:
            lu.cibles |= set(_RENVOI.findall(element.text or element.get(w("instr")) or ""))
        elif nom == "hyperlink" and element.get(w("anchor")):
            lu.cibles.add(element.get(w("anchor"), ""))
        elif nom == "footnoteReference":
            lu.notes.append(element.get(w("id"), ""))
        if nom in {"bookmarkStart", "docPr", "comment"}:
            lu.ids.setdefault(nom, []).append(element.get("id") or element.get(w("id")) or "")
        lu.relations |= {str(v) for cle, v in element.attrib.items() if str(cle).startswith(f"{{{R}}}")}
    return lu


def _types(types: etree._Element, noms: list[str]) -> Iterator[str]:
    """Every part has a type, and every type named is that of a part."""
    extensions = {t.get("Extension", "").lower() for t in types if t.get("Extension")}
    nommes = {t.get("PartName", "").lstrip("/") for t in types if t.get("PartName")}
    sans = [n for n in noms if n != _TYPES and n not in nommes and n.rpartition(".")[2].lower() not in extensions]
    yield from _montrer("la partie {} n'a pas de type déclaré", sans)
    yield from _montrer("le type déclaré de {} n'est celui d'aucune partie", sorted(nommes - set(noms)))


def _relations(arbres: Mapping[str, etree._Element], noms: list[str], lus: Mapping[str, _Lu]) -> Iterator[str]:
    """Every relationship leads to a part, and every one that is used exists."""
    connus: dict[str, set[str]] = {}
    for nom, arbre in arbres.items():
        if not nom.endswith(".rels"):
            continue
        dossier, _, fichier = nom.rpartition("_rels/")
        connus[f"{dossier}{fichier.removesuffix('.rels')}"] = {r.get("Id", "") for r in arbre}
        yield from _montrer(
            f"{nom} : l'identifiant de relation « {{}} » figure deux fois", _doubles(r.get("Id", "") for r in arbre)
        )
        for relation in arbre:
            cible = relation.get("Target", "")
            chemin = cible.lstrip("/") if cible.startswith("/") else posixpath.normpath(posixpath.join(dossier, cible))
            if relation.get("TargetMode") != "External" and chemin not in noms:
                yield f"{nom} : la relation « {relation.get('Id')} » mène à {chemin}, qui n'existe pas"
    for nom, lu in lus.items():
        manquent = sorted(lu.relations - connus.get(nom, set()))
        yield from _montrer(f"{nom} : la relation « {{}} », employée, n'existe pas", manquent)


def _identifiants(lus: Mapping[str, _Lu]) -> Iterator[str]:
    """Identifiers are unique: those of drawings in their part, those of bookmarks and comments in the file."""
    sortes = {"bookmarkStart": "de signet", "comment": "de commentaire"}
    for sorte, dit in sortes.items():
        tous = [i for lu in lus.values() for i in lu.ids.get(sorte, ())]
        yield from _montrer(f"l'identifiant {dit} « {{}} » figure deux fois", _doubles(tous))
    for nom, lu in lus.items():
        yield from _montrer(
            f"{nom} : l'identifiant de dessin « {{}} » figure deux fois", _doubles(lu.ids.get("docPr", ()))
        )
        ouverts = Counter(lu.ids.get("bookmarkStart", ()))
        yield from _montrer(f"{nom} : le signet {{}} n'est pas fermé", sorted((ouverts - Counter(lu.fins)).elements()))
        yield from _montrer(
            f"{nom} : le signet {{}} est fermé sans être ouvert", sorted((Counter(lu.fins) - ouverts).elements())
        )
    signets = [n.casefold() for lu in lus.values() for n in lu.noms]
    yield from _montrer("le signet « {} » figure deux fois", _doubles(signets))


def _champs(nom: str, suite: list[str]) -> Iterator[str]:
    """A field begins, may be separated from its result once, and ends."""
    pile: list[bool] = []  # whether each open field was separated
    for etat in suite:
        if etat == "begin":
            pile.append(False)
        elif not pile:
            yield f"{nom} : un champ finit (« {etat} ») sans avoir commencé"
            return
        elif etat == "end":
            pile.pop()
        elif pile[-1]:
            yield f"{nom} : un champ a deux fois « separate »"
            return
        else:
            pile[-1] = True
    if pile:
        yield f"{nom} : un champ commencé ne finit pas"


def _cibles(lus: Mapping[str, _Lu]) -> Iterator[str]:
    """Every link and reference inside the document has its bookmark."""
    signets = {n.casefold() for lu in lus.values() for n in lu.noms}
    manquent = sorted({c for lu in lus.values() for c in lu.cibles if c.casefold() not in signets})
    yield from _montrer("le renvoi à « {} » ne mène à aucun signet", manquent)


def _notes(arbres: Mapping[str, etree._Element], document: _Lu) -> Iterator[str]:
    """Every footnote called exists, and is called once."""
    notes = arbres.get("word/footnotes.xml")
    connues = {n.get(w("id"), "") for n in notes.iter(w("footnote"))} if notes is not None else set()
    yield from _montrer("l'appel de note {} n'a pas de note", sorted(set(document.notes) - connues))
    yield from _montrer("la note {} est appelée deux fois", _doubles(document.notes))


def _doubles(valeurs: Iterable[str]) -> list[str]:
    return [v for v, n in Counter(valeurs).items() if n > 1]


def _montrer(phrase: str, valeurs: list[str]) -> Iterator[str]:
    yield from (phrase.format(v) for v in valeurs[:_MONTRES])
    if len(valeurs) > _MONTRES:
        yield f"{phrase.format('…')} ({len(valeurs) - _MONTRES} autres)"
