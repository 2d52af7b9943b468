"""What each revision after the first one changes, object by object: only what signing needs is allowed.

pyHanko's own difference analysis walks every object of each revision that was signed (9 000 on a real contract, a
second or more), again for each pair of revisions: eight signatures take ten seconds and more. Ours looks only at the
objects that a revision writes, and can be stricter, since only our own fields are filled: a signature field receives
its value and its appearance, the form says that it is signed, the catalog names the proofs of validity. Whatever else
is written, or is written where another program would look for it, is a change (ISO 32000-1, 7.5.6 and 12.8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from contratdoc.signature.fichier import Fichier, lecture_protegee
from contratdoc.signature.objets import clefs_changees, decrire, lu, metadonnees_egales, pareils, references

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import HistoricalResolver

FIN: Final = b"%%EOF"
_ENTRE_DEUX: Final = re.compile(rb"[\r\n]{0,2}")
REVISIONS_MAX: Final = 200
_CATALOGUE: Final = frozenset({"/DSS", "/Extensions", "/AcroForm", "/Metadata", "/Version"})
_FORMULAIRE: Final = frozenset({"/SigFlags", "/DR", "/DA", "/Fields"})
_CHAMP: Final = frozenset({"/V", "/AP", "/F", "/MK", "/DA", "/M"})
_INFO: Final = frozenset({"/ModDate", "/Producer"})
_BANDE: Final = frozenset({"/Size", "/Root", "/Info", "/ID", "/Prev", "/Type", "/W", "/Index", "/Filter", "/Length"})
_DRAPEAUX: Final = (4, 132)  # printed; printed and locked: the field is neither hidden nor made to move
PREUVES: Final = "preuves"


@dataclass(frozen=True, slots=True)
class Increment:
    """One revision after the first.

    Attributes:
        rang: Its rank, from 1.
        debut: Where it starts in the file.
        fin: Where it ends.
        champ: The field that it signs; empty when it signs none.
        preuves: Whether it adds proofs of validity.
        fautes: What it changes and should not, in French.
    """

    rang: int
    debut: int
    fin: int
    champ: str
    preuves: bool
    fautes: tuple[str, ...]


@dataclass(slots=True)
class _Suivi:
    """What is known from one revision to the next: to whom each object added belongs."""

    proprietaires: dict[int, str] = field(default_factory=dict)


def lire_increments(fichier: Fichier) -> tuple[int, tuple[Increment, ...]]:
    """Examine each revision after the first.

    Args:
        fichier: The file.

    Returns:
        Where the first revision ends, and the others in order.

    Raises:
        PdfIllisible: A table or an object that they write cannot be read.
    """
    with lecture_protegee():
        total = fichier.lecteur.xrefs.total_revisions
        if total > REVISIONS_MAX:
            raise ValueError("too many revisions")
        fins = [_fin(fichier, rang) for rang in range(total)]
        suivi = _Suivi()
        increments = tuple(
            _Examen(fichier, rang, fins[rang - 1], fins[rang], suivi).conclure() for rang in range(1, total)
        )
    reste = fichier.octets[fins[-1] :]
    if not _ENTRE_DEUX.fullmatch(reste):
        faute = "des octets suivent la fin du fichier"
        if increments:
            dernier = increments[-1]
            fautif = Increment(
                dernier.rang, dernier.debut, dernier.fin, dernier.champ, dernier.preuves, (*dernier.fautes, faute)
            )
            increments = (*increments[:-1], fautif)
        else:
            increments = (Increment(1, fins[0], len(fichier.octets), "", False, (faute,)),)
    return fins[0], increments


def _fin(fichier: Fichier, rang: int) -> int:
    table = fichier.lecteur.xrefs.get_xref_container_info(rang)
    ou = fichier.octets.find(FIN, max(table.start_location, table.end_location))
    return ou + len(FIN) if ou >= 0 else len(fichier.octets)


class _Examen:
    """One revision, compared with the one before it."""

    def __init__(self, fichier: Fichier, rang: int, debut: int, fin: int, suivi: _Suivi) -> None:
        lecteur = fichier.lecteur
        self.fichier = fichier
        self.rang, self.debut, self.fin = rang, debut, fin
        self.suivi = suivi
        self.vieux: HistoricalResolver = lecteur.get_historical_resolver(rang - 1)
        self.neuf: HistoricalResolver = lecteur.get_historical_resolver(rang)
        self.signes: list[str] = []
        self.preuves = False
        self.fautes: list[str] = []
        self.racines: list[tuple[Any, str]] = []
        """Values newly named by an object that may change, and to whom they belong."""
        self.champs = _champs_de(self.vieux)

    def conclure(self) -> Increment:
        xrefs = self.fichier.lecteur.xrefs
        ecrits = {ref.idnum: ref for ref in xrefs.explicit_refs_in_revision(self.rang)}
        if xrefs.refs_freed_in_revision(self.rang):
            self.fautes.append("des objets sont effacés")
        self._bande()
        self._places(ecrits)
        avant = int(xrefs.get_xref_container_info(self.rang - 1).size)
        anciens = {n: ref for n, ref in ecrits.items() if n < avant}
        for numero, ref in sorted(anciens.items()):
            if xrefs.get_historical_ref(ref, self.rang - 1) is None:
                self.fautes.append(f"l'objet n° {numero}, que rien ne définissait, est défini")
            else:
                self._remplacement(numero, self.vieux.get_object(ref), self.neuf.get_object(ref))
        self._ajouts({n: ref for n, ref in ecrits.items() if n >= avant})
        if len(self.signes) > 1:
            self.fautes.append("plusieurs champs sont signés à la fois")
        if not self.signes and not self.preuves and not self.fautes:
            self.fautes.append("une mise à jour que personne n'a signée")
        champ = self.signes[0] if self.signes else ""
        return Increment(self.rang, self.debut, self.fin, champ, self.preuves, tuple(dict.fromkeys(self.fautes)))

    def _bande(self) -> None:
        """The trailer still names the same catalog, and hides nothing of what was."""
        vieille, neuve = self.vieux.trailer_view, self.neuf.trailer_view
        if "/Encrypt" in neuve:
            self.fautes.append("le fichier devient chiffré")
        if not pareils(vieille.raw_get("/Root"), neuve.raw_get("/Root")):
            self.fautes.append("le catalogue du document est remplacé")
        if "/Info" in vieille and not pareils(vieille.raw_get("/Info"), neuve.raw_get("/Info")):
            self.fautes.append("les propriétés du document sont remplacées")
        if clefs_changees(vieille, neuve) - _BANDE - {"/DecodeParms"}:
            self.fautes.append("l'en-tête de la mise à jour contient une entrée inconnue")

    def _places(self, ecrits: dict[int, Any]) -> None:
        """Each object that a revision writes stands in that revision: not in what others have signed or will sign."""
        xrefs = self.fichier.lecteur.xrefs
        table = xrefs.get_xref_container_info(self.rang)
        places = [table.start_location]
        for ref in ecrits.values():
            ou = xrefs.get_historical_ref(ref, self.rang)
            if isinstance(ou, int):
                places.append(ou)
            elif ou is not None and ou.obj_stream_id not in ecrits:
                self.fautes.append("un objet est pris dans une autre mise à jour")
            if ref.generation:
                self.fautes.append("un objet change de génération")
        if any(not self.debut <= place < self.fin for place in places):
            self.fautes.append("un objet est pris hors de la mise à jour")

    def _remplacement(self, numero: int, vieil: Any, neuf: Any) -> None:
        """An object that was there, written again."""
        if pareils(vieil, neuf):
            return
        if numero == self.vieux.root_ref.idnum:
            self._catalogue(vieil, neuf)
        elif numero == _numero(self.vieux.root, "/AcroForm"):
            self._formulaire(vieil, neuf)
        elif numero in self.champs:
            self._champ(self.champs[numero], vieil, neuf)
        elif numero in (_numero(self.vieux.trailer_view, "/Info"), _numero(self.vieux.root, "/Metadata")):
            self._proprietes(vieil, neuf)
        elif self.suivi.proprietaires.get(numero) == PREUVES:
            self.preuves = True
            self.racines.append((neuf, PREUVES))
        elif not self._annotations(numero, vieil, neuf) and not self._apparence(numero, neuf):
            self.fautes.append(f"{decrire(self.vieux, numero)} : remplacé")

    def _proprietes(self, vieil: Any, neuf: Any) -> None:
        """The properties and the metadata: a program may write there when it wrote, and its name."""
        if hasattr(vieil, "encoded_data"):
            if not metadonnees_egales(vieil, neuf):
                self.fautes.append("les métadonnées du document sont changées")
        elif clefs_changees(vieil, neuf) - _INFO:
            self.fautes.append("les propriétés du document sont changées")

    def _catalogue(self, vieil: Any, neuf: Any) -> None:
        changees = clefs_changees(vieil, neuf)
        for clef in sorted(changees - _CATALOGUE):
            self.fautes.append(f"le catalogue du document est changé ({clef[1:]})")
        if "/DSS" in changees:
            self.preuves = True
            self.racines.append((neuf.raw_get("/DSS") if "/DSS" in neuf else None, PREUVES))
        if "/Extensions" in changees and "/Extensions" in neuf:
            self.racines.append((neuf.raw_get("/Extensions"), "extensions"))
        if "/AcroForm" in changees:
            if isinstance(vieil.raw_get("/AcroForm"), dict) and isinstance(neuf.raw_get("/AcroForm"), dict):
                self._formulaire(vieil.raw_get("/AcroForm"), neuf.raw_get("/AcroForm"))
            else:
                self.fautes.append("le formulaire du document est remplacé")
        if "/Metadata" in changees:
            avant, apres = _numero(vieil, "/Metadata"), _numero(neuf, "/Metadata")
            # By number: the catalog itself would give it parsed and written anew, not as it stands in the file.
            if min(avant, apres) < 0 or not metadonnees_egales(
                self.vieux.get_object(self._ref(avant)), self.neuf.get_object(self._ref(apres))
            ):
                self.fautes.append("les métadonnées du document sont changées")
            self.racines.append((neuf.raw_get("/Metadata") if apres >= 0 else None, "métadonnées"))

    def _formulaire(self, vieil: Any, neuf: Any) -> None:
        changees = clefs_changees(vieil, neuf)
        for clef in sorted(changees - _FORMULAIRE):
            self.fautes.append(f"le formulaire est changé ({clef[1:]})")
        self.racines += [(neuf.raw_get(c), "formulaire") for c in ("/DR", "/DA") if c in changees and c in neuf]
        if "/Fields" in changees:
            avant, apres = list(vieil["/Fields"]), list(neuf["/Fields"])
            if not pareils(avant, apres[: len(avant)]):
                self.fautes.append("la liste des champs est changée")
            for ajoute in apres[len(avant) :]:
                self._horodatage(ajoute)

    def _horodatage(self, ref: Any) -> None:
        """A field that was added: only a document time stamp, which shows nothing, may be."""
        champ = self.neuf.get_object(ref.reference)
        valeur = lu(champ, "/V", {})
        cadre = [float(n) for n in champ["/Rect"]] if "/Rect" in champ else [0.0] * 4
        if lu(valeur, "/Type") != "/DocTimeStamp" or cadre[0] != cadre[2] or cadre[1] != cadre[3]:
            self.fautes.append("un champ est ajouté")
        self.signes.append(str(lu(champ, "/T", "")))
        self.racines.append((ref, "horodatage"))

    def _champ(self, nom: str, vieil: Any, neuf: Any) -> None:
        """A signature field is filled once, and stays where it is."""
        changees = clefs_changees(vieil, neuf)
        if "/V" in vieil:
            self.fautes.append(f"la signature du champ « {nom} » est retirée ou remplacée")
            return
        for clef in sorted(changees - _CHAMP):
            self.fautes.append(f"le champ « {nom} » est changé ({clef[1:]})")
        if "/V" not in neuf:
            self.fautes.append(f"le champ « {nom} » est changé sans être signé")
            return
        if int(lu(neuf, "/F", 4)) not in _DRAPEAUX:
            self.fautes.append(f"le champ « {nom} » est caché")
        self.signes.append(nom)
        self.racines += [(neuf.raw_get(clef), f"champ {nom}") for clef in sorted(changees & _CHAMP) if clef in neuf]

    def _annotations(self, numero: int, vieil: Any, neuf: Any) -> bool:
        """The page that receives the invisible field of a document time stamp."""
        if isinstance(vieil, dict):
            if lu(vieil, "/Type") != "/Page" or clefs_changees(vieil, neuf) != {"/Annots"}:
                return False
            avant, apres = list(lu(vieil, "/Annots", [])), list(lu(neuf, "/Annots", []))
            bruts = apres
        elif isinstance(vieil, list) and isinstance(neuf, list) and "annotations" in decrire(self.vieux, numero):
            avant, apres = list(vieil), list(neuf)
            bruts = apres
        else:
            return False
        ajoutes = [getattr(b, "idnum", -1) for b in bruts[len(avant) :]]
        permis = {getattr(r, "idnum", -2) for r, qui in self.racines if qui == "horodatage"}
        permis |= {getattr(r, "idnum", -2) for r in _champs_ajoutes(self.vieux, self.neuf)}
        return pareils(avant, apres[: len(avant)]) and set(ajoutes) <= permis

    def _apparence(self, numero: int, neuf: Any) -> bool:
        """The appearance of the field just signed, written over the empty one that it had."""
        for ref, nom in self.champs.items():
            vieux_champ = self.vieux.get_object(self._ref(ref))
            if "/V" in vieux_champ or _numero(lu(vieux_champ, "/AP", {}), "/N") != numero:
                continue
            signe = "/V" in self.neuf.get_object(self._ref(ref))
            if signe and numero not in self.suivi.proprietaires:
                self.racines.append((neuf, f"champ {nom}"))
                return True
        return False

    def _ref(self, numero: int) -> Any:
        from pyhanko.pdf_utils.generic import Reference

        return Reference(numero, 0, pdf=self.fichier.lecteur)

    def _ajouts(self, neufs: dict[int, Any]) -> None:
        """Each object added is reached from a value that may be added, by one owner only."""
        a_voir = [(valeur, qui) for valeur, qui in self.racines]
        vus: dict[int, str] = {}
        while a_voir:
            valeur, qui = a_voir.pop()
            for numero in references(valeur):
                if numero not in neufs:
                    continue
                if numero not in vus:
                    vus[numero] = qui
                    a_voir.append((self.neuf.get_object(neufs[numero]), qui))
                elif vus[numero] != qui:
                    self.fautes.append(f"l'objet n° {numero} sert à deux choses ({vus[numero]}, {qui})")
        self.suivi.proprietaires.update(vus)
        for numero in sorted(set(neufs) - set(vus)):
            objet = self.neuf.get_object(neufs[numero])
            if not isinstance(objet, dict) or lu(objet, "/Type") not in ("/XRef", "/ObjStm"):
                self.fautes.append(f"l'objet n° {numero} est ajouté et n'est relié à rien")


def _champs_de(pdf: HistoricalResolver) -> dict[int, str]:
    """The signature fields of a revision: name by object number."""
    if "/AcroForm" not in pdf.root:
        return {}
    champs = pdf.root["/AcroForm"]["/Fields"]
    trouves: dict[int, str] = {}
    for rang in range(len(champs)):
        champ = champs[rang]
        if lu(champ, "/FT") == "/Sig" and hasattr(champs.raw_get(rang), "idnum"):
            trouves[champs.raw_get(rang).idnum] = str(lu(champ, "/T", ""))
    return trouves


def _champs_ajoutes(vieux: HistoricalResolver, neuf: HistoricalResolver) -> list[Any]:
    avant = len(vieux.root["/AcroForm"]["/Fields"]) if "/AcroForm" in vieux.root else 0
    champs = neuf.root["/AcroForm"]["/Fields"]
    return [champs.raw_get(rang) for rang in range(avant, len(champs))]


def _numero(dictionnaire: Any, clef: str) -> int:
    """The number of the object that a key names; -1 when it holds no reference."""
    if not isinstance(dictionnaire, dict) or clef not in dictionnaire:
        return -1
    return int(getattr(dictionnaire.raw_get(clef), "idnum", -1))  # type: ignore[attr-defined]
