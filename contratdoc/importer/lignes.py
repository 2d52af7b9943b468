"""The lines of a text before they are read: page numbers, page headers and what only Markdown files hold."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place, avertissement
from contratdoc.importer import regles
from contratdoc.importer.unites import Laisse

if TYPE_CHECKING:
    from collections.abc import Collection

    from contratdoc.diagnostics import Diagnostic

_NUMERO_SEUL = re.compile(r"\s*(?:[-–—]\s*)?(?:[Pp]ages?\s*)?(\d{1,4})(?:\s*(?:/|sur)\s*\d{1,4})?(?:\s*[-–—])?\s*")
_INVISIBLES = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef]")
_EXPOSANT = re.compile(r"(?<=\d) (?=\^\{)")
_CHIFFRES = re.compile(r"\d+")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]:\s*(.*)")
_REFERENCE = re.compile(r"\[([^\[\]^]+)\]:\s*<?(https?://\S+?|mailto:\S+?)>?\s*(?:\"[^\"]*\")?\s*$")
_LIEN_PAR_NOM = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_IMAGE = re.compile(r"\s*!\[([^\[\]]*)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)\s*")
_SOULIGNE = re.compile(r"(=+|-+)\s*")
_BARRIERE = re.compile(r"\s*(?:```|~~~)")
_REPETEE_MAX = 90
_REPETITIONS = 3
_PAGES_MIN = 3
_VOISINES = 2


@dataclass(frozen=True, slots=True)
class NoteLue:
    """The footnote defined at a line (its rank, from 0)."""

    nom: str
    texte: str
    rang: int


@dataclass(slots=True)
class Lignes:
    """The lines, as many as in the file: what is taken off leaves an empty line."""

    textes: list[str]
    laisses: list[Laisse] = field(default_factory=list)
    notes: list[NoteLue] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    appliquees: dict[int, set[str]] = field(default_factory=dict)

    def rendre_les_notes(self, appelees: Collection[str]) -> bool:
        """Put the footnotes that nothing calls back where they stand, as paragraphs.

        Args:
            appelees: The names of those that are called.

        Returns:
            True when there was one.
        """
        orphelines = [n for n in self.notes if n.nom not in appelees]
        self.notes = [n for n in self.notes if n.nom in appelees]
        for n in orphelines:
            self.textes[n.rang] = n.texte
        return bool(orphelines)

    def regles_de(self, premiere: int, fin: int) -> frozenset[str]:
        """Return the rules applied from one line to another."""
        if not self.appliquees:
            return frozenset()
        return frozenset(r for i in range(premiere, fin + 1) for r in self.appliquees.get(i, ()))


def nettoyer_les_lignes(texte: str, nom: str, *, markdown: bool) -> Lignes:
    """Take off what is no text: page numbers and headers, control characters, the frame of a Markdown file.

    Args:
        texte: The text.
        nom: Its name.
        markdown: True for a Markdown file.

    Returns:
        The lines that are left, and what was taken off.
    """
    pages = {i for i, ligne in enumerate(texte.split("\n")) if "\f" in ligne}
    lignes = Lignes(texte.replace("\f", " ").split("\n"))
    _signes(lignes)
    if markdown:
        _markdown(lignes, nom)
    retirees = _numeros_de_page(lignes.textes)
    _retirer(lignes, nom, retirees, regles.NUMERO_DE_PAGE)
    _retirer(lignes, nom, _en_tetes(lignes.textes, retirees | pages), regles.EN_TETE_DE_PAGE)
    return lignes


def _retirer(lignes: Lignes, nom: str, rangs: set[int], regle: str) -> None:
    for i in sorted(rangs):
        lignes.laisses.append(Laisse(Place(nom, i + 1, 1), lignes.textes[i].strip(), regle))
        lignes.textes[i] = ""


def _signes(lignes: Lignes) -> None:
    for i, ligne in enumerate(lignes.textes):
        if "^{" in ligne:
            lignes.textes[i] = _EXPOSANT.sub("", ligne)
            lignes.appliquees.setdefault(i + 1, set()).add(regles.EXPOSANT)
        if not ligne.isprintable() and _INVISIBLES.search(ligne) is not None:
            lignes.textes[i] = _INVISIBLES.sub("", lignes.textes[i])
            lignes.appliquees.setdefault(i + 1, set()).add(regles.CARACTERE_INVISIBLE)


def _numeros_de_page(textes: list[str]) -> set[int]:
    """Find the numbers alone on their line that follow each other, page after page.

    A figure alone may be anything: only a run of three numbers or more, each one more than the last, is of pages.
    """
    seuls = [(i, int(m[1])) for i, t in enumerate(textes) if (m := _NUMERO_SEUL.fullmatch(t)) is not None]
    trouves: set[int] = set()
    suite: list[tuple[int, int]] = []
    for i, n in seuls:
        if suite and n != suite[-1][1] + 1:
            trouves |= _assez_longue(suite)
            suite = []
        suite.append((i, n))
    return trouves | _assez_longue(suite)


def _assez_longue(suite: list[tuple[int, int]]) -> set[int]:
    # A column of figures has them line after line; pages have text between their numbers.
    espacees = [b[0] - a[0] > _VOISINES for a, b in itertools.pairwise(suite)]
    return {i for i, _ in suite} if len(suite) >= _PAGES_MIN and all(espacees) else set()


def _en_tetes(textes: list[str], bords: set[int]) -> set[int]:
    """Find the lines that come again beside the edge of a page, but for their figures."""
    formes: dict[str, list[int]] = {}
    for i, ligne in enumerate(textes):
        if ligne.strip() and len(ligne) <= _REPETEE_MAX and not _est_du_texte(ligne.strip()):
            formes.setdefault(_CHIFFRES.sub("0", ligne.strip()), []).append(i)
    pleines = [i for i, t in enumerate(textes) if t.strip() or i in bords]
    rangs = {i: k for k, i in enumerate(pleines)}
    au_bord = {
        pleines[k] for b in bords if b in rangs for k in range(rangs[b] - 2, rangs[b] + 3) if 0 <= k < len(rangs)
    }
    trouves: set[int] = set()
    for lieux in formes.values():
        pres = [i for i in lieux if i in au_bord]
        if len(pres) >= _REPETITIONS and 2 * len(pres) > len(lieux):
            trouves |= set(pres)
    return trouves


def _est_du_texte(ligne: str) -> bool:
    """Say whether a line is marked as text, or ends a sentence: then it is no page header."""
    return ligne.startswith(("#", "|", "-")) or ligne.endswith((".", ";", ":", "?", "!"))


# --- Markdown -------------------------------------------------------------------------------------------------------


def _markdown(lignes: Lignes, nom: str) -> None:
    textes = lignes.textes
    adresses = {m[1].casefold(): (i, m[2]) for i, t in enumerate(textes) if (m := _REFERENCE.match(t)) is not None}
    for i, _ in adresses.values():
        textes[i] = ""
    code = False
    for i, ligne in enumerate(textes):
        if _BARRIERE.match(ligne):
            code = not code
            textes[i] = ""
            lignes.appliquees.setdefault(i + 1, set()).add(regles.CODE)
        elif _NOTE.match(ligne) is not None and not code:
            _note(lignes, i)
        elif (m := _IMAGE.fullmatch(ligne)) is not None:
            _image(lignes, nom, i, m)
        elif i and _SOULIGNE.fullmatch(ligne) and textes[i - 1].strip() and not code:
            _souligne(textes, i)
        elif adresses and "][" in ligne:
            textes[i] = _LIEN_PAR_NOM.sub(lambda m: _lien(m, adresses), ligne)


def _lien(m: re.Match[str], adresses: dict[str, tuple[int, str]]) -> str:
    trouvee = adresses.get((m[2] or m[1]).casefold())
    return f"[{m[1]}]({trouvee[1]})" if trouvee is not None else m[0]


def _note(lignes: Lignes, i: int) -> None:
    """Put a footnote aside, with the indented lines that go on with it."""
    m = _NOTE.match(lignes.textes[i])
    if m is None:
        return
    corps = [m[2].strip()]
    lignes.textes[i] = ""
    for j in range(i + 1, len(lignes.textes)):
        if not lignes.textes[j].startswith(("    ", "\t")):
            break
        corps.append(lignes.textes[j].strip())
        lignes.textes[j] = ""
    note = NoteLue(m[1], " ".join(c for c in corps if c), i)
    if any(n.nom == note.nom for n in lignes.notes):
        lignes.textes[i] = note.texte  # the first definition is the one that is called
    else:
        lignes.notes.append(note)


def _image(lignes: Lignes, nom: str, i: int, m: re.Match[str]) -> None:
    """Leave a picture that stands in another file, its description kept as a paragraph."""
    ici = Place(nom, i + 1, 1)
    message = f"L'image « {m[2][:60]} » n'est pas dans le fichier importé : seule sa description est reprise."
    aide = "Copiez-la dans modeles/images et écrivez « ![description](images/nom.png) » à sa place."
    lignes.diagnostics.append(avertissement("CD886", message, ici, aide))
    lignes.textes[i] = f"[{m[1] or m[2].rpartition('/')[2]}]"


def _souligne(textes: list[str], i: int) -> None:
    """Turn a heading underlined with « === » or « --- » into one with « # »."""
    dessus = textes[i - 1]
    seule = i == 1 or not textes[i - 2].strip()
    if seule and not dessus.lstrip().startswith(("#", "|", "-", "*", ">", "+")) and "\t" not in dessus:
        textes[i - 1] = f"{'#' if textes[i].strip()[0] == '=' else '##'} {dessus.strip()}"
        textes[i] = ""
