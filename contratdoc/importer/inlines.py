"""Text of one line, with or without marks, to Markdown that reads back with the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contratdoc.importer import regles

_SIGNES = re.compile(
    r"<(?P<adresse>https?://[^<>\s]+)>"
    r"|(?P<saut><br\s*/?>)"
    r"|(?P<balise><!--.*?-->|</?[a-zA-Z][^<>]*>)"
    r"|(?P<gras>\*\*|__)"
    r"|(?P<italique>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))"
    r"|\s?(?<=\d)(?:(?<=\d) )?\^\{(?P<ordinal>[^{}]*)\}"
    r"|\^\{(?P<exposant>[^{}]*)\}"
    r"|(?P<note>\[\^[^\[\]\s]+\])"
    r"|!\[(?P<image>[^\[\]]*)\]\([^()\s]*\)"
    r"|\[(?P<lien>[^\[\]]*)\]\((?P<url>[^()\s]*)\)"
    r"|\\(?P<litteral>[*_#\[\]{}<>\\+.!|-])"
)
_MARQUEURS = frozenset("*_<^[\\")
_A_PROTEGER = re.compile(r"[*_\[\]]|\{\{|\}\}|\{#|\{%|%\}|\\(?=[{}#>+.|!-])")
_EN_TETE = re.compile(r"(#{1,6}(?=\s|$)|>|[-+](?=\s)|[-_*=]{3,}\s*$)")
_NUMERO = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ADRESSE = re.compile(r"(?:https?://|mailto:)[^\s()<>]+$")
_ESPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: its emphasis, its link, or the footnote that it calls (then it has no text)."""

    texte: str
    gras: bool = False
    italique: bool = False
    adresse: str = ""
    note: str = ""


def lire_runs(brut: str) -> tuple[tuple[Run, ...], frozenset[str]]:
    """Read the marks of a text taken out of Markdown or of a PDF.

    Args:
        brut: The text of one line, as typed.

    Returns:
        Its runs, and the names of the cleaning rules that served.
    """
    if _MARQUEURS.isdisjoint(brut):
        return (Run(brut),), frozenset()
    appliquees: set[str] = set()
    signes = list(_SIGNES.finditer(brut))
    pairs = {k: sum(m.lastgroup == k for m in signes) % 2 == 0 for k in ("gras", "italique")}
    appliquees |= {regles.GRAS_DESEQUILIBRE for pair in pairs.values() if not pair}
    runs: list[Run] = []
    gras = italique = False
    fin = 0
    for m in signes:
        runs.append(Run(brut[fin : m.start()], gras, italique))
        fin = m.end()
        genre = m.lastgroup
        if genre == "gras":
            gras = pairs["gras"] and not gras
        elif genre == "italique":
            italique = pairs["italique"] and not italique
        else:
            runs.append(_run(m, gras=gras, italique=italique))
            appliquees |= {_REGLES[genre]} if genre in _REGLES else set()
    runs.append(Run(brut[fin:], gras, italique))
    return tuple(r for r in runs if r.texte or r.note), frozenset(appliquees)


_REGLES = {
    "ordinal": regles.EXPOSANT,
    "exposant": regles.EXPOSANT,
    "balise": regles.BALISE_HTML,
    "saut": regles.BALISE_HTML,
}


def _run(m: re.Match[str], *, gras: bool, italique: bool) -> Run:
    """Make the run of a mark that is neither bold nor italic."""
    genre = m.lastgroup
    if genre == "adresse":
        return Run(m["adresse"], gras, italique, m["adresse"])
    if genre == "note":
        return Run("", note=m["note"][2:-1])
    if genre == "url":
        return Run(m["lien"], gras, italique, m["url"] if _ADRESSE.match(m["url"]) else "")
    if genre == "saut":
        return Run(" ", gras, italique)
    texte = m[genre] if genre in ("ordinal", "exposant", "image", "litteral") else ""
    return Run(texte, gras, italique)


def plat(runs: tuple[Run, ...]) -> str:
    """Return the text of runs, on one line."""
    return _ESPACES.sub(" ", "".join(r.texte for r in runs)).strip()


def proteger(texte: str) -> str:
    """Escape what Markdown, or a value to be printed, would read in a plain text.

    Args:
        texte: Words of one line.

    Returns:
        The same as Markdown; code marks become apostrophes.
    """
    return _A_PROTEGER.sub(_echapper, texte.replace("`", "'").replace("~~~", "~ ~ ~"))


def _echapper(m: re.Match[str]) -> str:
    if m[0] == "\\":
        return "\\\\"  # the second one escapes the sign that follows, so that the first is read as typed
    return "".join(f"\\{c}" if c in "*_[]{}#" else c for c in m[0])


def en_markdown(runs: tuple[Run, ...]) -> str:
    """Write runs as Markdown of one line.

    Args:
        runs: The runs of one paragraph.

    Returns:
        The Markdown; emphasis never begins or ends with a space.
    """
    sortie: list[str] = []
    for run in _fusionner(runs):
        if run.note:
            sortie.append(f"[^{run.note}]")
            continue
        avant = run.texte[: len(run.texte) - len(run.texte.lstrip())]
        apres = run.texte[len(run.texte.rstrip()) :] if run.texte.strip() else ""
        coeur = proteger(run.texte.strip())
        if coeur and run.adresse:
            coeur = f"<{run.adresse}>" if run.texte.strip() == run.adresse else f"[{coeur}]({run.adresse})"
        elif coeur and (run.gras or run.italique):
            signe = "**" * run.gras + "*" * run.italique
            coeur = f"{signe}{coeur}{signe[::-1]}"
        sortie.append(f"{avant}{coeur}{apres}")
    return proteger_le_debut(_ESPACES.sub(" ", "".join(sortie)).strip())


def _fusionner(runs: tuple[Run, ...]) -> list[Run]:
    """Join the runs that look the same; spaces take the look of what stands before them."""
    sortie: list[Run] = []
    for run in runs:
        dernier = sortie[-1] if sortie else None
        meme = dernier is not None and not run.note and not dernier.note and dernier.adresse == run.adresse
        if dernier is not None and meme and (not run.texte.strip() or _pareils(dernier, run)):
            sortie[-1] = Run(dernier.texte + run.texte, dernier.gras, dernier.italique, dernier.adresse)
        else:
            sortie.append(run)
    return sortie


def _pareils(a: Run, b: Run) -> bool:
    return (a.gras, a.italique) == (b.gras, b.italique)


def proteger_le_debut(md: str) -> str:
    """Escape what would make a heading, a quotation, a list or a rule of the beginning of a line."""
    m = _EN_TETE.match(md)
    if m is not None:
        return f"\\{md}" if md[0] != "=" else md
    m = _NUMERO.match(md)
    if m is None:
        return md
    # « \) » is no escape of our Markdown: the number in bold begins no list either.
    return f"{m[1]}\\.{md[m.end() :]}" if m[2] == "." else f"**{m[0]}**{md[m.end() :]}"
