"""Two contracts in Word, one file that shows what changed from the first to the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.writers.docx.revisions.balises import APPEL, ID, SECTPR, Marques, Statut
from contratdoc.writers.docx.revisions.fichier import Fichier
from contratdoc.writers.docx.revisions.lecture import Lecteur
from contratdoc.writers.docx.revisions.notes import Notes, cles_des_notes
from contratdoc.writers.docx.revisions.paragraphes import Plume
from contratdoc.writers.docx.revisions.plan import paragraphes_gardes, planifier
from contratdoc.writers.docx.revisions.reprise import Numeros, listes, plus_haut, reprendre
from contratdoc.writers.docx.revisions.signets import Signets
from contratdoc.writers.docx.revisions.tableaux import Ouvrage

if TYPE_CHECKING:
    import datetime as dt

    from lxml import etree

    from contratdoc.writers.docx.revisions.elements import Bloc


def write_revisions(avant: bytes, apres: bytes, auteur: str, date: dt.datetime) -> bytes:
    """Write what changed between two files of `write_docx` as tracked changes.

    The cover, the headers and the sommaire are those of the second file, unmarked.

    Args:
        avant: The first file: what it says comes back when all changes are rejected.
        apres: The second: what it says stays when all changes are accepted.
        auteur: Who is said to have made the changes.
        date: When; taken as universal time where it has no time zone.

    Returns:
        The Word file, with the styles, headers and settings of the second one.

    Raises:
        CadreInvalide: One of both is no Word file.
    """
    premier, second = Fichier(avant), Fichier(apres)
    marques = Marques(auteur, date, plus_haut(second.corps) + 1)
    reprendre(premier, second, marques)
    notes, lecteurs = _lire_notes(premier, second)
    (_, texte_avant), (devant, texte_apres) = premier.texte(), second.texte()
    pas = planifier(lecteurs[0].blocs(texte_avant), lecteurs[1].blocs(texte_apres))
    numeros, signets = Numeros(premier, second), Signets(second.signets(), marques)
    for a, b in paragraphes_gardes(pas):
        numeros.rapprocher(a, b)
        signets.rapprocher(a, b)
    plume = Plume(marques, numeros, signets, notes)
    ouvrage = Ouvrage(plume, marques)
    fin = second.corps.find(SECTPR)
    plume.section(premier.corps.find(SECTPR), fin)
    contenu = ouvrage.contenant(pas)
    second.corps[:] = [*devant, *contenu, *([fin] if fin is not None else [])]
    _ecrire_notes(premier, second, notes, ouvrage)
    return second.octets()


def _lire_notes(premier: Fichier, second: Fichier) -> tuple[Notes, tuple[Lecteur, Lecteur]]:
    """Read the notes first: a call is the same when its note is."""
    lecteurs = Lecteur(listes(premier)), Lecteur(listes(second))
    avant, apres = (
        {ident: lecteur.blocs(note) for ident, note in fichier.notes().items()}
        for fichier, lecteur in zip((premier, second), lecteurs, strict=True)
    )
    cles = cles_des_notes(avant, apres)
    return Notes(avant, apres), (Lecteur(lecteurs[0].listes, cles[0]), Lecteur(lecteurs[1].listes, cles[1]))


def _ecrire_notes(premier: Fichier, second: Fichier, notes: Notes, ouvrage: Ouvrage) -> None:
    """Put into the notes what changed in each, and bring back those that go."""
    anciennes, nouvelles = premier.notes(), second.notes()
    for ancien, nouveau in notes.gardees.items():
        nouvelles[nouveau][:] = ouvrage.contenant(planifier(notes.avant[ancien], notes.apres[nouveau]))
    for ident in notes.inserees:
        nouvelles[ident][:] = _entiers(ouvrage, notes.apres[ident], Statut.INSERE)
    for ancien, nouveau in notes.supprimees.items():
        note = anciennes[ancien]
        note.set(ID, nouveau)
        note[:] = _entiers(ouvrage, notes.avant[ancien], Statut.SUPPRIME)
        second.arbre(second.partie("footnotes")).append(note)
    _ranger(second)


def _ranger(second: Fichier) -> None:
    """Number the notes, and put them, in the order of their calls: LibreOffice knows them by their order alone."""
    notes = second.notes()
    for rang, appel in enumerate(second.corps.iter(APPEL), 1):
        note = notes[appel.get(ID, "")]
        appel.set(ID, str(rang))
        note.set(ID, str(rang))
        if (parent := note.getparent()) is not None:
            parent.append(note)


def _entiers(ouvrage: Ouvrage, blocs: list[Bloc], statut: Statut) -> list[etree._Element]:
    """A note that goes or comes with its call: its last end of paragraph must stay."""
    return [e for rang, b in enumerate(blocs, 1) for e in ouvrage.entier(b, statut, marque=rang < len(blocs))]
