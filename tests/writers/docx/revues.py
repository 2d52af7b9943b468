"""Tracked changes accepted or rejected by the rules of the format, with code that shares nothing with the writer."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from copy import deepcopy

from lxml import etree

ESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def w(nom: str) -> str:
    return f"{{{ESPACE}}}{nom}"


def accepter(docx: bytes) -> bytes:
    """The file once all its changes are accepted."""
    return _resoudre(docx, garde="ins", retire="del")


def refuser(docx: bytes) -> bytes:
    """The file once all its changes are rejected."""
    return _resoudre(docx, garde="del", retire="ins")


def _resoudre(docx: bytes, *, garde: str, retire: str) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as lu, zipfile.ZipFile(sortie, "w") as ecrit:
        for nom in lu.namelist():
            octets = lu.read(nom)
            if nom in ("word/document.xml", "word/footnotes.xml"):
                racine = etree.fromstring(octets)
                _rangees(racine, garde, retire)
                _runs(racine, garde, retire)
                _proprietes(racine, rendre=retire == "ins")
                _paragraphes(racine, garde, retire)
                reste = [e for n in ("ins", "del", "delText", "delInstrText", "pPrChange") for e in racine.iter(w(n))]
                assert reste == []
                octets = etree.tostring(racine)
            ecrit.writestr(nom, octets)
    return sortie.getvalue()


def _retirer(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _rangees(racine: etree._Element, garde: str, retire: str) -> None:
    for tr in list(racine.iter(w("tr"))):
        if tr.find(f"{w('trPr')}/{w(retire)}") is not None:
            _retirer(tr)
        elif (marque := tr.find(f"{w('trPr')}/{w(garde)}")) is not None:
            _retirer(marque)
    for tbl in list(racine.iter(w("tbl"))):
        if tbl.find(w("tr")) is None:
            _retirer(tbl)


def _runs(racine: etree._Element, garde: str, retire: str) -> None:
    for marque in list(racine.iter(w(retire))):
        if not _est_une_fin(marque):
            _retirer(marque)
    for marque in list(racine.iter(w(garde))):
        if not _est_une_fin(marque):
            for enfant in list(marque):
                marque.addprevious(enfant)
            _retirer(marque)
    for nom, autre in (("delText", "t"), ("delInstrText", "instrText")):
        for element in racine.iter(w(nom)):
            element.tag = w(autre)
    for lien in list(racine.iter(w("hyperlink"))):
        if not len(lien):
            _retirer(lien)


def _est_une_fin(marque: etree._Element) -> bool:
    """Whether a mark is on the end of a paragraph."""
    parent = marque.getparent()
    return parent is not None and parent.tag == w("rPr")


def _proprietes(racine: etree._Element, *, rendre: bool) -> None:
    for nom, gardes in (("pPrChange", ("rPr", "sectPr")), ("sectPrChange", ("headerReference", "footerReference"))):
        for changement in list(racine.iter(w(nom))):
            proprietes = changement.getparent()
            assert proprietes is not None
            proprietes.remove(changement)
            if rendre:
                restent = [e for e in proprietes if e.tag in [w(g) for g in gardes]]
                anciennes = list(deepcopy(changement[0]))
                proprietes[:] = anciennes + restent if nom == "pPrChange" else restent + anciennes


def _paragraphes(racine: etree._Element, garde: str, retire: str) -> None:
    for p in list(racine.iter(w("p"))):
        ppr = p.find(w("pPr"))
        if p.find(f"{w('pPr')}/{w('rPr')}/{w(retire)}") is not None:
            suivant = p.getnext()
            contenu = [e for e in p if e is not ppr]
            if any(e.tag not in (w("bookmarkStart"), w("bookmarkEnd")) for e in contenu):
                assert suivant is not None, "un paragraphe sans fin ni suite"
                assert suivant.tag == w("p"), "un paragraphe sans fin au-dessus d'un tableau"
            if suivant is not None and suivant.tag == w("p"):
                rang = 1 if suivant.find(w("pPr")) is not None else 0
                suivant[rang:rang] = contenu
            _retirer(p)
        elif (marque := p.find(f"{w('pPr')}/{w('rPr')}/{w(garde)}")) is not None:
            _retirer(marque)
    for tc in racine.iter(w("tc"), w("footnote")):
        assert tc[-1].tag == w("p"), "une cellule doit finir par un paragraphe"


def defauts(docx: bytes) -> list[str]:
    """What the validator does not look at: numbers and names used twice, half fields, dead references."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parties = {n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
        presentes = set(archive.namelist())
    corps, notes = parties["word/document.xml"], parties["word/footnotes.xml"]
    trouves: list[str] = []
    marques = [e for r in (corps, notes) for n in ("ins", "del", "pPrChange") for e in r.iter(w(n))]
    trouves += _doubles("marque", [e.get(w("id")) for e in marques])
    trouves += [
        f"marque sans auteur ou date {e.tag}" for e in marques if not e.get(w("author")) or not e.get(w("date"))
    ]
    trouves += _doubles("signet", [e.get(w("name"), "").casefold() for e in corps.iter(w("bookmarkStart"))])
    trouves += _doubles("début", [e.get(w("id")) for e in corps.iter(w("bookmarkStart"))])
    ouverts = sorted(e.get(w("id"), "") for e in corps.iter(w("bookmarkStart")))
    trouves += ["signets ouverts"] * (ouverts != sorted(e.get(w("id"), "") for e in corps.iter(w("bookmarkEnd"))))
    trouves += _doubles("dessin", [e.get("id") for e in corps.iter("{*}docPr")])
    trouves += _doubles("note", [e.get(w("id")) for e in notes.iter(w("footnote"))])
    appels = [e.get(w("id")) for e in corps.iter(w("footnoteReference"))]
    trouves += _doubles("appel", appels)
    trouves += ["appels et notes"] * (set(appels) != {n.get(w("id")) for n in notes if n.get(w("type")) is None})
    instances = {e.get(w("numId")) for e in parties["word/numbering.xml"].iter(w("num"))} | {"0"}
    trouves += [f"liste {e.get(w('val'))}" for e in corps.iter(w("numId")) if e.get(w("val")) not in instances]
    for nom, racine in (("document", corps), ("footnotes", notes)):
        trouves += _liens(nom, racine, parties, presentes)
    trouves += ["deux tableaux se touchent" for t in corps.iter(w("tbl")) if _suivant(t) == w("tbl")]
    types = parties["[Content_Types].xml"]
    connus = {t.get("Extension", "") for t in types} | {t.get("PartName", "")[1:] for t in types}
    trouves += [f"type de {n}" for n in presentes if n not in connus and n.rpartition(".")[2] not in connus]
    return trouves + _champs(corps) + _textes(corps)


def _suivant(element: etree._Element) -> str:
    suivant = element.getnext()
    return "" if suivant is None else str(suivant.tag)


def _doubles(nature: str, valeurs: list[str | None]) -> list[str]:
    return [f"{nature} {v} deux fois" for v, n in Counter(valeurs).items() if n > 1]


def _liens(nom: str, racine: etree._Element, parties: dict[str, etree._Element], presentes: set[str]) -> list[str]:
    fiches = parties.get(f"word/_rels/{nom}.xml.rels", ())
    liens = {r.get("Id"): r for r in fiches}
    morts = [v for e in racine.iter() for k, v in e.attrib.items() if k.startswith(RELATIONS) and v not in liens]
    morts += [
        r.get("Target", "")
        for r in fiches
        if r.get("TargetMode") != "External" and f"word/{r.get('Target')}" not in presentes
    ]
    return [f"lien mort {v}" for v in morts]


def _champs(corps: etree._Element) -> list[str]:
    """A field is balanced in each of its marks."""
    faux = []
    for p in [p for p in corps.iter(w("p")) if p.getparent().tag != w("sdtContent")]:  # type: ignore[union-attr]
        for lieu in [p, *p.iter(w("ins"), w("del"))]:
            profondeur = 0
            for e in lieu.iterfind(f"{w('r')}/{w('fldChar')}"):
                profondeur += {"begin": 1, "end": -1}.get(e.get(w("fldCharType"), ""), 0)
            if profondeur:
                faux.append(f"champ coupé : {etree.tostring(lieu)[:200]!r}")
    return faux


def _textes(corps: etree._Element) -> list[str]:
    """Deleted text is in elements of its own, and nowhere else."""
    dedans = {e for d in corps.iter(w("del")) for n in ("t", "instrText") for e in d.iter(w(n))}
    dehors = [
        e
        for n in ("delText", "delInstrText")
        for e in corps.iter(w(n))
        if not any(True for _ in e.iterancestors(w("del")))
    ]
    return [f"texte mal supprimé {e.tag}" for e in [*dedans, *dehors]]


def forme(docx: bytes) -> list[object]:
    """All that a reader sees below the cover: styles, runs, fields, links, pictures, notes, the grid of tables."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parties = {nom: archive.read(nom) for nom in archive.namelist()}
    corps = etree.fromstring(parties["word/document.xml"])[0]
    notes = etree.fromstring(parties["word/footnotes.xml"])
    lecteur = _Forme(parties, {n.get(w("id"), ""): n for n in notes})
    elements = list(corps)
    debut = next(k for k, e in enumerate(elements) if e.find(f"{w('pPr')}/{w('sectPr')}") is not None)
    return lecteur.blocs(elements[debut + 1 :], "document")


class _Forme:
    def __init__(self, parties: dict[str, bytes], notes: dict[str, etree._Element]) -> None:
        self.notes = notes
        self.parties = parties
        self.liens = {
            nom: {r.get("Id"): r.get("Target", "") for r in etree.fromstring(parties[f"word/_rels/{nom}.xml.rels"])}
            for nom in ("document", "footnotes")
            if f"word/_rels/{nom}.xml.rels" in parties
        }

    def blocs(self, elements: list[etree._Element], source: str) -> list[object]:
        vus: list[object] = []
        for e in elements:
            if e.tag == w("tbl"):
                vus.append([self._rangee(tr, source) for tr in e.iter(w("tr"))])
            elif e.tag == w("p"):
                ppr = e.find(w("pPr"))
                vus.append((self._proprietes(ppr, source), self._runs([x for x in e if x is not ppr], source)))
            elif e.tag == w("sectPr"):
                vus.append(self._vu(e, source))
        return vus

    def _rangee(self, tr: etree._Element, source: str) -> list[object]:
        cellules: list[object] = []
        for tc in tr.iterchildren(w("tc")):
            pr = tc.find(w("tcPr"))
            assert pr is not None
            forme = [self._vu(e, source) for e in pr if e.tag in (w("gridSpan"), w("vMerge"))]
            cellules.append((forme, self.blocs([e for e in tc if e is not pr], source)))
        return cellules

    def _proprietes(self, ppr: etree._Element | None, source: str) -> object:
        """Which list instance it is is told by the numbers that it gives; an empty rPr says nothing."""
        vues = [] if ppr is None else [e for e in ppr if e.tag != w("spacing") and (len(e) or e.tag != w("rPr"))]
        return [self._vu(e, source) for e in vues]

    def _runs(self, elements: list[etree._Element], source: str) -> list[object]:
        vus: list[object] = []
        for e in elements:
            if e.tag in (w("bookmarkStart"), w("bookmarkEnd")):
                continue
            rpr = self._vu(e.find(w("rPr")), source) if e.find(w("rPr")) is not None else None
            textes = [x for x in e if x.tag != w("rPr")]
            if e.tag == w("r") and all(x.tag in (w("t"), w("tab"), w("br")) for x in textes):
                texte = "".join({w("tab"): "\t", w("br"): "\n"}.get(x.tag, x.text or "") for x in textes)
                if vus and isinstance(vus[-1], tuple) and vus[-1][0] == ("texte", rpr):
                    texte = vus.pop()[1] + texte
                vus += [(("texte", rpr), texte)] if texte else []
            else:
                vus.append(self._vu(e, source))
        return vus

    def _vu(self, e: etree._Element, source: str) -> object:
        if e.tag == w("footnoteReference"):
            return "note", self.blocs(list(self.notes[e.get(w("id"), "")]), "footnotes")
        if e.tag == w("numId"):
            return "liste"
        attributs = {
            k: v for k, v in e.attrib.items() if k not in ("id", "{http://www.w3.org/XML/1998/namespace}space")
        }
        for nom, valeur in attributs.items():
            if nom.startswith(RELATIONS):
                cible = self.liens[source][valeur]
                attributs[nom] = str(self.parties.get(f"word/{cible}", cible))
        return e.tag, sorted(attributs.items()), e.text, [self._vu(enfant, source) for enfant in e]
