"""A reader of tagged PDF files: the text as a screen reader speaks it, without what is no content."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENANTS = {"LBody", "TD", "TH"}
"""What holds blocks, or a text alone: it is then a block itself."""
BLOCS = {"P", "Title", "H1", "H2", "H3", "H4", "H5", "H6", "Caption"}
PLATE = rb"(?:[^()\\]|\\.)"
CHAINE = PLATE + rb"*"
for _ in range(6):  # parentheses may stand in a string as they are when they balance
    CHAINE = rb"(?:" + PLATE + rb"|\(" + CHAINE + rb"\))*"
SIGNES = re.compile(
    rb"(?P<debut>/\w+\s*(?:<<(?P<mcid>.*?)>>)?\s*B[DM]C)|(?P<fin>\bEMC\b)|(?P<police>/(?P<nom>\w+)\s+[\d.]+\s+Tf)"
    rb"|(?P<chaine>\(" + CHAINE + rb"\))|(?P<hexa>(?<!<)<[0-9A-Fa-f\s]*>(?!>))",
    re.DOTALL,
)
MCID = re.compile(rb"/MCID\s+(\d+)")
REMPLACE = re.compile(rb"/ActualText\s*(?:\((?P<s>(?:[^()\\]|\\.)*)\)|<(?P<h>[0-9A-Fa-f]+)>)", re.DOTALL)
ECHAPPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
LETTRES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Bloc:
    """A block of text; `niveau` from 1 for a heading; `liste` when it begins a list item."""

    texte: str
    niveau: int = 0
    etiquette: str = ""

    def __str__(self) -> str:
        return f"{self.etiquette} {self.texte}".strip()


@dataclass
class Pdf:
    """A PDF file, read."""

    octets: bytes
    notes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert self.octets.startswith(b"%PDF-")
        assert self.octets.rstrip().endswith(b"%%EOF")
        self.lecteur = PdfReader(io.BytesIO(self.octets))
        self.polices: dict[int, dict[int, str]] = {}
        self.textes = [self._page(p) for p in self.lecteur.pages]
        self.rang = {p.indirect_reference.idnum: n for n, p in enumerate(self.lecteur.pages) if p.indirect_reference}
        self._blocs: list[Bloc] | None = None

    def blocs(self) -> list[Bloc]:
        """The blocks of the body in order, without the sommaire; the footnotes go to `notes`."""
        if self._blocs is None:
            racine: Any = self.lecteur.trailer["/Root"]
            self._blocs = [b for b in self._lire(racine["/StructTreeRoot"]) if b.texte]
        return self._blocs

    def sommaire(self) -> list[tuple[str, int]]:
        """The lines of the printed sommaire: text and page."""
        racine: Any = self.lecteur.trailer["/Root"]
        lignes = []
        for e in self._tous(racine["/StructTreeRoot"], "/TOCI"):
            texte, _, page = self._texte(e).strip().rpartition(" ")
            lignes.append((texte.strip(), int(page)))
        return lignes

    def _tous(self, noeud: Any, nature: str) -> Iterator[Any]:
        for enfant in self._enfants(noeud):
            e = enfant.get_object() if isinstance(enfant, IndirectObject) else enfant
            if isinstance(e, DictionaryObject) and "/S" in e:
                if e["/S"] == nature:
                    yield e
                else:
                    yield from self._tous(e, nature)

    def signets(self) -> list[tuple[str, int]]:
        """The bookmarks: title and page, from 1."""
        return list(self._signets(self.lecteur.outline))

    def _signets(self, plan: Any) -> Iterator[tuple[str, int]]:
        for signet in plan:
            if isinstance(signet, list):
                yield from self._signets(signet)
            else:
                numero = self.lecteur.get_destination_page_number(signet)
                assert numero is not None
                yield str(signet.title), numero + 1

    # --- what stands on a page, by mark

    def _page(self, page: Any) -> dict[int, str]:
        polices = page["/Resources"].get("/Font", {})
        contenu = page.get_contents()
        textes: dict[int, str] = {}
        pile: list[tuple[int | None, str | None]] = []
        carte: dict[int, str] = {}
        for signe in SIGNES.finditer(contenu.get_data() if contenu is not None else b""):
            if signe["debut"]:
                dico = signe["mcid"] or b""
                trouve, autre = MCID.search(dico), REMPLACE.search(dico)
                pile.append((int(trouve[1]) if trouve else None, _chaine_utf16(autre) if autre else None))
                if autre:
                    self._ajouter(textes, pile, _chaine_utf16(autre), force=True)
            elif signe["fin"]:
                pile.pop()
            elif signe["police"]:
                carte = self._carte(polices[f"/{signe['nom'].decode()}"])
            else:
                brut = signe["hexa"]
                codes = bytes.fromhex(brut[1:-1].decode()) if brut else _litteral(signe["chaine"][1:-1])
                lettres = (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2))
                self._ajouter(textes, pile, "".join(carte.get(c, "\ufffd") for c in lettres))
        return textes

    def _ajouter(
        self, textes: dict[int, str], pile: list[tuple[int | None, str | None]], texte: str, *, force: bool = False
    ) -> None:
        if any(autre is not None for _, autre in pile) and not force:
            return
        mcid = next((m for m, _ in reversed(pile) if m is not None), None)
        if mcid is not None:
            textes[mcid] = textes.get(mcid, "") + texte

    def _carte(self, police: Any) -> dict[int, str]:
        objet = police.get_object()
        cle = id(objet)
        if cle not in self.polices:
            self.polices[cle] = _tounicode(objet["/ToUnicode"].get_data())
        return self.polices[cle]

    # --- the tree of tags

    def _enfants(self, noeud: Any) -> list[Any]:
        enfants = noeud.get("/K", [])
        enfants = enfants.get_object() if isinstance(enfants, IndirectObject) else enfants
        return list(enfants) if isinstance(enfants, ArrayObject | list) else [enfants]

    def _lire(self, noeud: Any) -> Iterator[Bloc]:
        for enfant in self._enfants(noeud):
            e = enfant.get_object() if isinstance(enfant, IndirectObject) else enfant
            if isinstance(e, DictionaryObject) and "/S" in e:
                yield from self._lire_un(e)

    def _lire_un(self, e: Any) -> Iterator[Bloc]:
        nature = str(e["/S"])[1:]
        if nature == "TOC" or (nature == "H1" and str(e.get("/T", "")) == "Sommaire"):
            return
        if nature == "LI":
            yield from self._element(e)
        elif nature in BLOCS or (nature in CONTENANTS and not self._porte_des_blocs(e)):
            yield from self._un(e, nature)
        else:
            yield from self._lire(e)

    def _porte_des_blocs(self, e: Any) -> bool:
        enfants = (x.get_object() if isinstance(x, IndirectObject) else x for x in self._enfants(e))
        natures = {str(x["/S"])[1:] for x in enfants if isinstance(x, DictionaryObject) and "/S" in x}
        return bool(natures & (BLOCS | {"L", "Table", "BlockQuote", "Figure"}))

    def _un(self, e: Any, nature: str) -> Iterator[Bloc]:
        niveau = int(nature[1]) if nature[0] == "H" else 0
        yield Bloc(self._texte(e).strip(), niveau)

    def _element(self, e: Any) -> Iterator[Bloc]:
        etiquette = ""
        for enfant in self._enfants(e):
            x = enfant.get_object()
            if x["/S"] == "/Lbl":
                etiquette = self._texte(x).strip()
                continue
            for rang, bloc in enumerate(self._lire_un(x)):
                if rang == 0:
                    bloc.etiquette = "•" if len(etiquette) == 1 and not etiquette.isalnum() else etiquette
                yield bloc

    def _texte(self, noeud: Any, page: Any = None) -> str:
        page = noeud.raw_get("/Pg") if "/Pg" in noeud else page
        if "/ActualText" in noeud:
            return str(noeud["/ActualText"])
        morceaux = []
        for enfant in self._enfants(noeud):
            e = enfant.get_object() if isinstance(enfant, IndirectObject) else enfant
            if isinstance(e, int):
                morceaux.append(self.textes[self.rang[page.idnum]].get(int(e), ""))
            elif isinstance(e, DictionaryObject) and e.get("/Type") == "/MCR":
                morceaux.append(self.textes[self.rang[e.raw_get("/Pg").idnum]].get(int(e["/MCID"]), ""))
            elif isinstance(e, DictionaryObject) and "/S" in e:
                if e["/S"] == "/Note":
                    self._note(e, page)
                elif e["/S"] == "/Lbl" and noeud.get("/S") != "/LI":
                    morceaux.append(f"[{self._texte(e, page)}]")
                else:
                    morceaux.append(self._texte(e, page))
        return "".join(morceaux)

    def _note(self, e: Any, page: Any) -> None:
        brut = self._texte(e, page)
        trouve = re.match(r"\[(\d+)\]", brut)
        assert trouve is not None, brut
        self.notes[trouve[1]] = brut[trouve.end() :].strip()


def _litteral(brut: bytes) -> bytes:
    def un(m: re.Match[bytes]) -> bytes:
        s = m[1]
        if s.isdigit():
            return bytes([int(s, 8) & 255])
        return LETTRES.get(s, b"" if s in (b"\n", b"\r\n") else s)

    return ECHAPPE.sub(un, brut)


def _chaine_utf16(m: re.Match[bytes]) -> str:
    brut = bytes.fromhex(m["h"].decode()) if m["h"] is not None else _litteral(m["s"])
    return str(TextStringObject(brut.decode("utf-16") if brut[:2] in (b"\xfe\xff", b"\xff\xfe") else brut.decode()))


def _tounicode(cmap: bytes) -> dict[int, str]:
    carte: dict[int, str] = {}
    for bloc in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, texte in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", bloc):
            carte[int(code, 16)] = bytes.fromhex(texte.decode()).decode("utf-16-be")
    for bloc in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for debut, fin, texte in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", bloc):
            base = int(texte, 16)
            for n in range(int(debut, 16), int(fin, 16) + 1):
                carte[n] = chr(base + n - int(debut, 16))
    return carte
