"""A lone file, of any project or none, to what the rules find in it: a text, a Word file, a contribution."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from contratdoc.controles import controler_ecrit
from contratdoc.controles.acceptation import accepter
from contratdoc.controles.registre import SUR_L_ECRIT
from contratdoc.diagnostics import Diagnostic, Place, Resultat, a_des_erreurs
from contratdoc.ecrits.deviner import contexte_du_texte
from contratdoc.ecrits.ecrit import Contexte, Ecrit, Lexique, Nature, Passage
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.source.acceptations import lire_acceptations
from contratdoc.source.texte import lire_texte

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Lu:
    """A lone file, read: its passages, and its text when it has lines (a Word file has none)."""

    ecrit: Ecrit | None
    texte: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def check_texte(
    octets: bytes, nom: str, lexique: Lexique | None = None, *, aujourd_hui: dt.date | None = None
) -> tuple[Diagnostic, ...]:
    """Check a lone file, without any project.

    Args:
        octets: The file.
        nom: Its name, as shown in diagnostics; its end tells Word (« .docx »), a contribution (« .yaml »), or a text.
        lexique: The names that it should know, if any.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.

    Returns:
        Every fault that needs nothing but the file.
    """
    lu = _lire(octets, nom)
    diagnostics = lu.diagnostics
    if lu.ecrit is not None:
        entier = contexte_du_texte(lu.ecrit, lexique)
        contexte = entier if not nom.lower().endswith(_YAML) else Contexte(entier.periode, entier.lexique)
        diagnostics += controler_ecrit(lu.ecrit, contexte)
    acceptations = lire_acceptations(lu.texte or "", nom)
    # What the file accepts of the rules on a whole contract is not judged here.
    jugees = {r.FICHE.code for r in SUR_L_ECRIT} | {d.code for d in diagnostics}
    siennes = tuple(a for a in acceptations.valeur or () if a.code in jugees)
    complet = lu.ecrit is not None and not nom.lower().endswith(_YAML) and not a_des_erreurs(lu.diagnostics)
    tri = accepter(diagnostics, siennes, aujourd_hui, complet=complet)
    return (*tri.restants, *acceptations.diagnostics)


def _lire(octets: bytes, nom: str) -> _Lu:
    if nom.lower().endswith(".docx"):
        from contratdoc.ecrits.from_docx import lire_docx  # it brings in lxml, which a plain text does not need

        word = lire_docx(octets, nom)
        return _Lu(word.valeur, None, word.diagnostics)
    texte = lire_texte(octets, nom)
    if texte.valeur is None:
        return _Lu(None, None, texte.diagnostics)
    if nom.lower().endswith(_YAML):
        from contratdoc.lecture import lire_contribution  # it brings in pydantic, likewise

        fiche = lire_contribution(octets, nom)
        return _Lu(fiche.valeur, texte.valeur, fiche.diagnostics)
    return _Lu(lire_ecrit(texte.valeur, Place(nom, 1, 1)), texte.valeur)


def load_lexique(racine: Path) -> Resultat[Lexique]:
    """Read the lexicon of a contract's folder, for the files that are checked alone.

    Args:
        racine: The folder; it need not be a contract's.

    Returns:
        The lexicon, empty when the folder has none; None with every fault of its file.
    """
    fichier = "modeles/lexique.yaml"
    try:
        octets = (racine / fichier).read_bytes()
    except OSError:
        return Resultat(Lexique())
    from contratdoc.lecture import lire_lexique  # it brings in pydantic, which a text alone does not need

    return lire_lexique(octets, fichier)


def ecrire_relecture(octets: bytes, nom: str, diagnostics: tuple[Diagnostic, ...]) -> bytes:
    """Make the Word copy of a file with a comment at each of its faults.

    Args:
        octets: The file: Word, YAML or text; it may be faulty in any way.
        nom: Its name.
        diagnostics: Its faults; those of other files are left out.

    Returns:
        A Word file: the file itself with comments if it is Word, else its pages laid out to be read.
    """
    from contratdoc.writers.relecture_word import annoter_word, write_relecture

    siens = [d for d in diagnostics if d.place.fichier == nom]
    if nom.lower().endswith(".docx"):
        annote = annoter_word(octets, siens)
        return annote if annote is not None else write_relecture(nom, Ecrit(()), siens)
    return write_relecture(nom, _pages(octets, nom), siens)


def _pages(octets: bytes, nom: str) -> Ecrit:
    """Lay out a file for reading; what cannot be read as YAML is shown line by line."""
    texte = octets.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not nom.lower().endswith(_YAML):
        return lire_ecrit(texte, Place(nom, 1, 1))
    from contratdoc.ecrits.from_arbre import ecrit_de_l_arbre
    from contratdoc.source.lecteur_yaml import lire_yaml

    arbre = lire_yaml(octets, nom)
    if arbre.valeur is not None:
        return ecrit_de_l_arbre(arbre.valeur)
    lignes = enumerate(texte.split("\n"), 1)
    return Ecrit(
        tuple(Passage(t.rstrip(), Nature.PARAGRAPHE, ((0, Place(nom, i, 1)),)) for i, t in lignes if t.strip())
    )
