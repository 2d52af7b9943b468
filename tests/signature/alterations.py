"""Signed files altered in every way we could think of; what each is, and how many are seen.

As a program, the whole numbers: `python tests/signature/alterations.py` alters 500 random bytes, carries out each
structured alteration, and gives 1 000 mutated files to the verifier. The tests take a sample.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from contratdoc.signature.fichier import ouvrir
from contratdoc.signature.objets import _pages

Ecrivain = IncrementalPdfFileWriter
Changement = Callable[[Ecrivain], None]
N = NameObject


# --- one byte -------------------------------------------------------------------------------------------------------


def octets_au_hasard(signe: bytes, combien: int, graine: int) -> Iterator[tuple[str, bytes]]:
    """Single bytes changed for another, anywhere; one in five where the last signature itself stands."""
    alea = random.Random(graine)  # noqa: S311 - the same files each time
    debut, fin = dernier_trou(signe)
    for rang in range(combien):
        ou = alea.randrange(debut, fin) if rang % 5 == 0 else alea.randrange(len(signe) - 1)
        autre = alea.choice([o for o in range(256) if o != signe[ou]])
        if debut <= ou < fin and alea.random() < 0.5:
            autre = alea.choice([o for o in b"0123456789abcdefABCDEF" if o != signe[ou]])
        yield f"octet {ou} : {signe[ou]:02x} → {autre:02x}", signe[:ou] + bytes([autre]) + signe[ou + 1 :]


def dernier_trou(signe: bytes) -> tuple[int, int]:
    """Where the last signature stands: the only bytes that no signature covers."""
    plages = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", signe)
    return max((int(a), int(b)) for a, b in plages)


# --- an update added ------------------------------------------------------------------------------------------------


def prolonger(octets: bytes, changement: Changement) -> bytes:
    ecrivain = _Muet(BytesIO(octets))
    changement(ecrivain)
    sortie = BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


class _Muet(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        return


def page(e: Ecrivain, rang: int = 0) -> DictionaryObject:
    refs = list(_pages(e.prev))  # type: ignore[arg-type]
    ref = generic.IndirectObject(refs[rang].idnum, 0, e)
    e.mark_update(ref.reference)
    objet = ref.get_object()
    assert isinstance(objet, DictionaryObject)
    return objet


def racine(e: Ecrivain) -> DictionaryObject:
    e.update_root()
    return e.root


def champ(e: Ecrivain, rang: int) -> DictionaryObject:
    ref = e.root["/AcroForm"]["/Fields"].raw_get(rang)
    e.mark_update(ref.reference)
    return ref.get_object()  # type: ignore[no-any-return]


def formulaire(e: Ecrivain) -> DictionaryObject:
    e.mark_update(e.root.raw_get("/AcroForm").reference)
    return e.root["/AcroForm"]  # type: ignore[no-any-return]


def flux(texte: bytes, **cles: str) -> StreamObject:
    return StreamObject({N(f"/{k}"): N(f"/{v}") for k, v in cles.items()}, stream_data=texte)


def _contenu(e: Ecrivain) -> None:
    page(e)[N("/Contents")] = e.add_object(flux(b"BT ET"))


def _contenu_en_place(e: Ecrivain) -> None:
    ref = page(e, 1).raw_get("/Contents")
    e.objects[0, ref.idnum] = flux(b"BT ET")


def _annotation(e: Ecrivain) -> None:
    note = DictionaryObject({N("/Type"): N("/Annot"), N("/Subtype"): N("/Square")})
    note[N("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 500, 800)])
    visee = page(e)
    visee[N("/Annots")] = ArrayObject([*(visee.get("/Annots", [])), e.add_object(note)])


def _sans_page(e: Ecrivain) -> None:
    ref = e.root.raw_get("/Pages")
    e.mark_update(ref.reference)
    arbre = ref.get_object()
    arbre[N("/Kids")] = ArrayObject(list(arbre["/Kids"])[1:])


def _pages_echangees(e: Ecrivain) -> None:
    ref = e.root.raw_get("/Pages")
    e.mark_update(ref.reference)
    arbre = ref.get_object()
    enfants = list(arbre["/Kids"])
    arbre[N("/Kids")] = ArrayObject([enfants[1], enfants[0], *enfants[2:]])


def _texte_saisi(e: Ecrivain) -> None:
    saisie = DictionaryObject({N("/FT"): N("/Tx"), N("/T"): pdf_string("montant"), N("/V"): pdf_string("1 000 000 €")})
    champs = formulaire(e)
    champs[N("/Fields")] = ArrayObject([*champs["/Fields"], e.add_object(saisie)])


def _poser(dictionnaire: Callable[[Ecrivain], DictionaryObject], cle: str, valeur: Any) -> Changement:
    def changer(e: Ecrivain) -> None:
        dictionnaire(e)[N(cle)] = valeur(e) if callable(valeur) else valeur

    return changer


def _retirer(dictionnaire: Callable[[Ecrivain], DictionaryObject], cle: str) -> Changement:
    def changer(e: Ecrivain) -> None:
        del dictionnaire(e)[cle]

    return changer


def _joint(e: Ecrivain, rang: int = 2) -> DictionaryObject:
    noms = e.root["/Names"]["/EmbeddedFiles"]
    while "/Kids" in noms:
        noms = noms["/Kids"][0]
    return noms["/Names"][2 * rang + 1]  # type: ignore[no-any-return]


def _joint_remplace(e: Ecrivain) -> None:
    ref = _joint(e)["/EF"].raw_get("/F")
    e.objects[0, ref.idnum] = flux(b"nature: autre chose\n", Type="EmbeddedFile")


def _metadonnees(e: Ecrivain) -> None:
    e.objects[0, e.root.raw_get("/Metadata").idnum] = flux(b"<x/>", Type="Metadata", Subtype="XML")


def _info(e: Ecrivain) -> None:
    ref = e.trailer.raw_get("/Info")
    e.mark_update(ref.reference)
    ref.get_object()[N("/Title")] = pdf_string("Un autre contrat")


def _signature_vide(e: Ecrivain) -> None:
    ref = e.root["/AcroForm"]["/Fields"][0].raw_get("/V")
    e.objects[0, ref.idnum] = DictionaryObject({N("/Type"): N("/Sig")})


def _signature_d_un_autre(e: Ecrivain) -> None:
    champ(e, 0)[N("/V")] = e.root["/AcroForm"]["/Fields"][1].raw_get("/V")


def _apparence(e: Ecrivain) -> None:
    ref = e.root["/AcroForm"]["/Fields"][0]["/AP"].raw_get("/N")
    e.objects[0, ref.idnum] = flux(b"0 0 10 10 re f", Type="XObject", Subtype="Form")


def _balises(e: Ecrivain) -> None:
    ref = e.root.raw_get("/StructTreeRoot")
    e.mark_update(ref.reference)
    ref.get_object()[N("/K")] = ArrayObject([])


def _preuves_qui_servent_ailleurs(e: Ecrivain) -> None:
    """An object called proof of validity and drawn by a page."""
    dessin = e.add_object(flux(b"BT ET"))
    racine(e)[N("/DSS")] = DictionaryObject({N("/Certs"): ArrayObject([dessin])})
    page(e)[N("/Contents")] = dessin


def _orphelin(e: Ecrivain) -> None:
    e.add_object(flux(b"plus tard"))


def _script(e: Ecrivain) -> Any:
    return e.add_object(DictionaryObject({N("/S"): N("/JavaScript"), N("/JS"): pdf_string("app.alert(1)")}))


CADRE = ArrayObject([NumberObject(n) for n in (0, 0, 300, 300)])
MISES_A_JOUR: dict[str, Changement] = {
    "contenu d'une page remplacé par un autre": _contenu,
    "contenu d'une page récrit en place": _contenu_en_place,
    "annotation posée sur une page": _annotation,
    "page retirée": _sans_page,
    "pages échangées": _pages_echangees,
    "format d'une page changé": _poser(page, "/MediaBox", CADRE),
    "page tournée": _poser(page, "/Rotate", NumberObject(90)),
    "ressources d'une page remplacées": _poser(page, "/Resources", DictionaryObject()),
    "action à l'ouverture": _poser(racine, "/OpenAction", _script),
    "actions du document": _poser(racine, "/AA", DictionaryObject()),
    "noms remplacés": _poser(racine, "/Names", DictionaryObject()),
    "langue changée": _poser(racine, "/Lang", pdf_string("en")),
    "balisage retiré": _retirer(racine, "/MarkInfo"),
    "arbre des balises vidé": _balises,
    "couleurs changées": _poser(racine, "/OutputIntents", ArrayObject()),
    "calques ajoutés": _poser(racine, "/OCProperties", DictionaryObject()),
    "permissions ajoutées": _poser(racine, "/Perms", DictionaryObject()),
    "champ de texte ajouté": _texte_saisi,
    "formulaire XFA": _poser(formulaire, "/XFA", pdf_string("<xfa/>")),
    "formulaire à redessiner": _poser(formulaire, "/NeedAppearances", generic.BooleanObject(True)),
    "champs retirés": _poser(formulaire, "/Fields", ArrayObject()),
    "signature retirée": _retirer(lambda e: champ(e, 0), "/V"),
    "signature d'une autre partie": _signature_d_un_autre,
    "signature vidée": _signature_vide,
    "champ signé déplacé": _poser(lambda e: champ(e, 0), "/Rect", CADRE),
    "champ signé caché": _poser(lambda e: champ(e, 0), "/F", NumberObject(2)),
    "champ signé renommé": _poser(lambda e: champ(e, 0), "/T", pdf_string("sig_autre")),
    "apparence d'une signature redessinée": _apparence,
    "pièce jointe remplacée": _joint_remplace,
    "métadonnées remplacées": _metadonnees,
    "titre changé dans les propriétés": _info,
    "preuve de validité dessinée par une page": _preuves_qui_servent_ailleurs,
    "objet ajouté et relié à rien": _orphelin,
}


# --- the bytes themselves -------------------------------------------------------------------------------------------


def _remplacer(avant: bytes, apres: bytes, *, dernier: bool = False) -> Callable[[bytes], bytes]:
    def changer(octets: bytes) -> bytes:
        ou = octets.rfind(avant) if dernier else octets.find(avant)
        assert ou >= 0, avant
        return octets[:ou] + apres + octets[ou + len(avant) :]

    return changer


def _dans_le_trou(faire: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changer(octets: bytes) -> bytes:
        debut, fin = dernier_trou(octets)
        return octets[:debut] + b"<" + faire(octets[debut + 1 : fin - 1]) + b">" + octets[fin:]

    return changer


def _signature_d_avant(octets: bytes) -> bytes:
    """The last signature replaced by the one before it."""
    plages = sorted((int(a), int(b)) for a, b in re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", octets))
    (a, b), (c, d) = plages[-2:]
    avant = octets[a + 1 : b - 1].rstrip(b"0").ljust(d - c - 2, b"0")
    return octets[:c] + b"<" + avant + b">" + octets[d:]


def _premiere_table(octets: bytes) -> bytes:
    """An object of the first revision moved to the place of another."""
    table = octets.find(b"\nxref\n")
    ici = octets.find(b" 00000 n", table) - 10
    return octets[:ici] + octets[ici + 20 : ici + 30] + octets[ici + 10 :]


def _objet_pris_dans_une_piece(octets: bytes) -> bytes:
    """An update whose table points into bytes signed earlier: an attached file may hold an object."""
    lecteur = ouvrir(octets).lecteur
    numero = next(iter(_pages(lecteur))).idnum  # type: ignore[arg-type]
    ailleurs = octets.find(b"\n%d 0 obj" % numero) + 1
    bande = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        int(lecteur.trailer["/Size"]),
        lecteur.root_ref.idnum,
        lecteur.last_startxref,
    )
    table = b"xref\n%d 1\n%010d 00000 n \n" % (numero, ailleurs)
    return octets + table + bande + b"startxref\n%d\n%%%%EOF\n" % len(octets)


OCTETS: dict[str, Callable[[bytes], bytes]] = {
    "titre du document récrit": _remplacer(b"/Lang", b"/Lanh"),
    "cadre d'un champ récrit": _remplacer(b"/Rect[", b"/Rest["),
    "empreinte de l'acte récrite": lambda o: re.sub(rb'("sha256": ")[0-9a-f]', rb"\1x", o, count=1),
    "table de la première révision": _premiere_table,
    "fin de la table": _remplacer(b"startxref", b"startxrep"),
    "étendue d'une signature": lambda o: re.sub(rb"/ByteRange \[0 (\d)", rb"/ByteRange [1 \1", o, count=1),
    "étendue de la dernière signature": _remplacer(b"/ByteRange [0", b"/ByteRange [1", dernier=True),
    "genre de la dernière signature": _remplacer(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detacheD", dernier=True),
    "date de la dernière signature": _remplacer(b"/M (D", b"/M (E", dernier=True),
    "dernière signature mise à zéro": _dans_le_trou(lambda h: b"0" * len(h)),
    "dernière signature en deux casses": _dans_le_trou(lambda h: h[:40] + h[40:].swapcase()),
    "octets cachés après la dernière signature": _dans_le_trou(lambda h: h[:-8] + b"DEADBEEF"),
    "dernière signature prise à une autre": _signature_d_avant,
    "fichier tronqué": lambda o: o[: len(o) // 2],
    "dernière mise à jour tronquée": lambda o: o[:-40],
    "octets ajoutés à la fin": lambda o: o + b"% rien\n",
    "un autre PDF ajouté à la fin": lambda o: o + o,
    "objet pris dans ce qui est signé": _objet_pris_dans_une_piece,
    "table effacée": lambda o: o[: o.rfind(b"xref\n")] + b"%%EOF\n",
}


def structurees(signe: bytes) -> Iterator[tuple[str, bytes]]:
    """Every structured alteration of a file that all have signed."""
    for nom, changement in MISES_A_JOUR.items():
        yield nom, prolonger(signe, changement)
    for nom, changer in OCTETS.items():
        altere = changer(signe)
        assert altere != signe, nom
        yield nom, altere


# --- mutated files --------------------------------------------------------------------------------------------------


def mutants(signe: bytes, combien: int, graine: int) -> Iterator[tuple[str, bytes]]:
    """Files that a fuzzer would make: words exchanged, pieces cut, doubled, moved, numbers made huge."""
    alea = random.Random(graine)  # noqa: S311 - the same files each time
    mots = [b"/Kids", b"/Names", b"/Prev", b"/Size", b"/Length", b"/Filter", b"obj", b"xref", b"trailer", b"/V", b"/AP"]
    mots += [b"/Root", b"/Fields", b"/ByteRange", b"/Contents", b"/FlateDecode", b"startxref", b" 0 R", b"/EF", b"/K"]
    for rang in range(combien):
        octets = bytearray(signe)
        for _ in range(alea.choice([1, 1, 2, 4, 16])):
            sorte = alea.randrange(7)
            ou = alea.randrange(len(octets))
            if sorte == 0:
                octets[ou : ou + alea.randrange(1, 200)] = alea.randbytes(alea.randrange(0, 200))
            elif sorte == 1:
                del octets[ou : ou + alea.randrange(1, 5000)]
            elif sorte == 2:
                octets[ou:ou] = octets[(d := alea.randrange(len(octets))) : d + alea.randrange(1, 3000)]
            elif sorte == 3:
                trouve = octets.find(alea.choice(mots), ou)
                if trouve >= 0:
                    octets[trouve : trouve + 3] = alea.choice(mots)[:3]
            elif sorte == 4:
                trouve = re.compile(rb"\d+ 0 R").search(octets, ou)
                if trouve is not None:
                    octets[trouve.start() : trouve.end()] = b"%d 0 R" % alea.choice(
                        [0, 1, 2, 10**9, alea.randrange(999)]
                    )
            elif sorte == 5:
                trouve = re.compile(rb"\d+").search(octets, ou)
                if trouve is not None:
                    octets[trouve.start() : trouve.end()] = alea.choice([b"-1", b"99999999999999999999", b"0", b"1e9"])
            else:
                del octets[max(10, ou) :]
        yield f"mutant {graine}/{rang}", bytes(octets)


# --- the program ----------------------------------------------------------------------------------------------------


def main() -> None:
    from autorite import Autorite
    from contrats_signes import PARTIES, compile_de, petit_contrat, signe_par

    from contratdoc.signature.cles import lire_autorites
    from contratdoc.signature.examen import examiner
    from contratdoc.signature.rapport import Verdict

    arguments = argparse.ArgumentParser()
    arguments.add_argument("--octets", type=int, default=500)
    arguments.add_argument("--mutants", type=int, default=1000)
    arguments.add_argument("--graine", type=int, default=1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as atelier:
        octets = compile_de(petit_contrat(Path(atelier)))
    autorite = Autorite()
    for partie in PARTIES:
        octets = signe_par(octets, partie, autorite.emettre(f"Signataire {partie}"))
    ancres = lire_autorites({"ca.pem": autorite.pem()})
    assert examiner(octets, ancres)[0].verdict is Verdict.PROUVE
    for titre, alterees in (
        ("octets changés au hasard", octets_au_hasard(octets, options.octets, options.graine)),
        ("altérations structurées", structurees(octets)),
    ):
        vus, faux, total = 0, 0, 0
        for nom, altere in alterees:
            rapport, _ = examiner(altere, ancres)
            total += 1
            faux += rapport.verdict is Verdict.FAUX
            vus += rapport.verdict is not Verdict.PROUVE
            if rapport.verdict is Verdict.PROUVE:
                print(f"  NON VU : {nom}")
        print(f"{titre} : {vus} vus sur {total}, dont {faux} dits faux")
    if options.mutants:
        eprouver(octets, options.mutants, options.graine)


def eprouver(octets: bytes, combien: int, graine: int) -> None:
    from contratdoc.signature.verifier import verifier

    lents, pires, bruts = 0, 0.0, 0
    for nom, mutant in mutants(octets, combien, graine):
        debut = time.perf_counter()
        rapport = verifier(mutant).rapport
        duree = time.perf_counter() - debut
        pires = max(pires, duree)
        lents += duree > 30
        if "Traceback" in str(rapport.constats) or not rapport.constats:
            bruts += 1
            print(f"  MAL DIT : {nom}")
    print(f"mutants : {combien}, sans verdict {bruts}, plus de 30 s {lents}, le plus long {pires:.1f} s")


if __name__ == "__main__":
    main()
