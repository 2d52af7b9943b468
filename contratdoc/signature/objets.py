"""Objects of a PDF compared and named: are these two the same, what does this one hold, what is it to a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import HistoricalResolver

_XMP_VARIABLE: Final = frozenset(
    {
        "{http://ns.adobe.com/xap/1.0/}ModifyDate",
        "{http://ns.adobe.com/xap/1.0/}MetadataDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
        "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
        "{http://ns.adobe.com/xap/1.0/mm/}History",
        "{http://www.aiim.org/pdfa/ns/extension/}schemas",
    }
)
"""Written anew by any program that saves a file; nothing of what a reader sees depends on them."""
_PROFONDEUR: Final = 100


def pareils(a: Any, b: Any, profondeur: int = 0) -> bool:
    """Say whether two objects are written the same, references not followed.

    Args:
        a: An object of one revision.
        b: An object of another.
        profondeur: How deep they stand.

    Raises:
        RecursionError: They nest without end.
    """
    from pyhanko.pdf_utils.generic import IndirectObject, StreamObject

    if profondeur > _PROFONDEUR:
        raise RecursionError
    if isinstance(a, IndirectObject) or isinstance(b, IndirectObject):
        meme = isinstance(a, IndirectObject) and isinstance(b, IndirectObject)
        return bool(meme and (a.idnum, a.generation) == (b.idnum, b.generation))
    if isinstance(a, StreamObject) != isinstance(b, StreamObject):
        return False
    if isinstance(a, StreamObject) and a.encoded_data != b.encoded_data:
        return False
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(pareils(_brut(a, k), _brut(b, k), profondeur + 1) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(
            pareils(x, y, profondeur + 1) for x, y in zip(_elements(a), _elements(b), strict=True)
        )
    # The two kinds of text strings are read from the same writing; all others differ when their kinds do.
    return type(a) is type(b) and bool(a == b)


def clefs_changees(vieux: Any, neuf: Any) -> set[str]:
    """Name the keys of a dictionary that were added, taken away or given another value.

    Args:
        vieux: The dictionary as it was.
        neuf: As it is; when it is no dictionary any more, every key has changed.
    """
    if not isinstance(neuf, dict) or not isinstance(vieux, dict):
        return {"/?"}
    toutes = {*vieux, *neuf}
    return {str(k) for k in toutes if k not in vieux or k not in neuf or not pareils(_brut(vieux, k), _brut(neuf, k))}


def references(valeur: Any) -> Iterator[int]:
    """The numbers of the objects that a value names, itself included when it is a reference."""
    from pyhanko.pdf_utils.generic import IndirectObject

    pile = [valeur]
    while pile:
        objet = pile.pop()
        if isinstance(objet, IndirectObject):
            yield objet.idnum
        elif isinstance(objet, dict):
            pile += [_brut(objet, k) for k in objet]
        elif isinstance(objet, list):
            pile += _elements(objet)


def metadonnees_egales(vieilles: Any, neuves: Any) -> bool:
    """Say whether two XMP packets differ at most by the date and the program of the last writing.

    Args:
        vieilles: The stream of one revision.
        neuves: That of another.
    """
    return _dits(vieilles.data) == _dits(neuves.data)


def _dits(xmp: bytes) -> set[tuple[str, ...]]:
    from lxml import etree

    analyseur = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    dits: set[tuple[str, ...]] = set()
    pile: list[tuple[Any, tuple[str, ...]]] = [(etree.fromstring(xmp, analyseur), ())]
    while pile:
        element, chemin = pile.pop()
        if not isinstance(element.tag, str) or element.tag in _XMP_VARIABLE:
            continue
        ici = (*chemin, element.tag)
        dits |= {
            (*ici, str(k), str(v)) for k, v in element.attrib.items() if k not in _XMP_VARIABLE and "about" not in k
        }
        texte = (element.text or "").strip()
        if texte:
            dits.add((*ici, texte))
        pile += [(enfant, ici) for enfant in element]
    return {d for d in dits if "xmptk" not in d[-2]}


def decrire(pdf: HistoricalResolver, numero: int) -> str:
    """Say in French what an object is to whoever reads the document.

    Args:
        pdf: A revision that holds it.
        numero: Its number.

    Returns:
        « la page 12 », « le texte de la page 12 », « la pièce jointe … », or its number.
    """
    for rang, page in enumerate(_pages(pdf), 1):
        if getattr(page, "idnum", -1) == numero:
            return f"la page {rang}"
        objet = page.get_object()
        for clef, nom in (
            ("/Contents", "le contenu"),
            ("/Annots", "les annotations"),
            ("/Resources", "les ressources"),
        ):
            if clef in objet and numero in set(references(objet.raw_get(clef))):
                return f"{nom} de la page {rang}"
    for nom, numeros in _pieces(pdf).items():
        if numero in numeros:
            return decrire_joint(nom)
    return f"l'objet n° {numero}"


def decrire_joint(nom: str) -> str:
    """Name an attached file."""
    return f"la pièce jointe « {nom} »"


def _pages(pdf: HistoricalResolver) -> Iterator[Any]:
    pile = [pdf.root.raw_get("/Pages")]
    vus: set[int] = set()
    while pile:
        ref = pile.pop()
        if not hasattr(ref, "idnum") or ref.idnum in vus:
            continue
        vus.add(ref.idnum)
        noeud = ref.get_object()
        if "/Kids" in noeud:
            enfants = noeud["/Kids"]
            pile += [enfants.raw_get(i) for i in reversed(range(len(enfants)))]
        else:
            yield ref


def _pieces(pdf: HistoricalResolver) -> dict[str, set[int]]:
    racine = pdf.root
    if "/Names" not in racine or "/EmbeddedFiles" not in racine["/Names"]:
        return {}
    pieces: dict[str, set[int]] = {}
    pile = [racine["/Names"]["/EmbeddedFiles"]]
    while pile and len(pieces) < 10_000:  # noqa: PLR2004 - a tree that turns in a circle ends somewhere
        noeud = pile.pop()
        if "/Kids" in noeud:
            pile += suivis(noeud, "/Kids")
        feuilles = lu(noeud, "/Names", [])
        for i in range(0, len(feuilles) - 1, 2):
            fiche = feuilles[i + 1]
            numeros = {
                *references(feuilles.raw_get(i + 1)),
                *references(fiche.raw_get("/EF") if "/EF" in fiche else None),
            }
            pieces[str(lu(fiche, "/UF", feuilles[i]))] = numeros
    return pieces


def lu(dictionnaire: Any, clef: str, defaut: Any = None) -> Any:
    """The value of a key, its reference followed: `get` would give the reference itself."""
    return dictionnaire[clef] if clef in dictionnaire else defaut  # noqa: SIM401 - see above


def suivis(noeud: Any, clef: str) -> list[Any]:
    """The items of an array, references followed; none when the key is absent."""
    liste = lu(noeud, clef, [])
    return [liste[rang] for rang in range(len(liste))]


def _brut(dictionnaire: dict[str, Any], clef: str) -> Any:
    lire = getattr(dictionnaire, "raw_get", None)
    return lire(clef) if lire is not None else dictionnaire[clef]


def _elements(liste: list[Any]) -> list[Any]:
    """The items of an array as written."""
    return list.__getitem__(liste, slice(None))
