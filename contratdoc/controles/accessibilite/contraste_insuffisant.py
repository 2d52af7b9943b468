"""CD954: a colour of the charte that is too pale to be read on white.

Each of the three colours writes letters in Word or in the PDF: titles and bands; headers, footers and notes under a
title; bullets and the period on the cover. So each needs the contrast of a text, not the lesser one of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD954",
    nom="contraste-insuffisant",
    famille=Famille.ACCESSIBILITE,
    severite=Severite.AVERTISSEMENT,
    verifie="Chaque couleur de la charte se lit sur le blanc, avec un contraste d'au moins 4,5 pour 1.",
    pourquoi="Un texte trop pâle n'est pas lu par une personne qui voit mal, ni par personne sur une photocopie.",
    exemple='secondaire: "#9db4d6"',
    correction='secondaire: "#54709a"',
    source="RGAA 4.1.2, critère 3.2 ; WCAG 2.1, critère 1.4.3.",
)
_CHARTE = Place("modeles/charte.yaml")
_MINIMUM = 4.5
_EMPLOIS = {
    "principale": "les titres et les bandeaux",
    "secondaire": "les en-têtes, les pieds de page et les mentions",
    "accent": "les puces et la période de la couverture",
}
_PAS = 50


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the colours too pale for a text."""
    for nom, emploi in _EMPLOIS.items():
        couleur = str(getattr(contrat.charte.couleurs, nom))
        contraste = contraste_sur_blanc(couleur)
        if contraste >= _MINIMUM:
            continue
        # Rounded down: 4.49 must not be shown as the 4.5 that it does not reach.
        lu = f"{int(contraste * 100) / 100:.2f}".replace(".", ",")
        tete = f"La couleur {nom} « {couleur} », qui écrit {emploi},"
        message = f"{tete} n'a sur le blanc qu'un contraste de {lu} pour 1."
        aide = f"Il en faut 4,5 : « {foncer(couleur)} » suffirait."
        yield FICHE.constat(message, _CHARTE, aide)


def contraste_sur_blanc(couleur: str) -> float:
    """Return the contrast of a colour on white, from 1 (white) to 21 (black), as WCAG 2.1 reckons it.

    Args:
        couleur: `#rrggbb`.

    Returns:
        The ratio.
    """
    rouge, vert, bleu = (_lineaire(c / 255) for c in _composantes(couleur))
    return 1.05 / (0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu + 0.05)


def foncer(couleur: str) -> str:
    """Return the same hue, darkened as little as reading it needs.

    Args:
        couleur: `#rrggbb`.

    Returns:
        `#rrggbb`, with a contrast of at least 4.5 on white.
    """
    for pas in range(_PAS + 1):
        foncee = "#" + "".join(f"{round(c * (1 - pas / _PAS)):02x}" for c in _composantes(couleur))
        if contraste_sur_blanc(foncee) >= _MINIMUM:
            return foncee
    return "#000000"  # pragma: no cover - black is reached at the last step


def _composantes(couleur: str) -> tuple[int, ...]:
    return tuple(int(couleur[i : i + 2], 16) for i in (1, 3, 5))


def _lineaire(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the constants of sRGB
