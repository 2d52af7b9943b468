"""Main residences: by definition each household lives in one, so that both numbers must agree."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Ecart, dit, lisibles_de
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit, Passage

_TAUX = re.compile(
    r"\b(?:taux|part|proportion) (?:de |des )r[ée]sidences? principales?\b[^.;%\d]{0,40}?"
    r"(?P<taux>\d{1,3}(?:[,.]\d+)?)\s?%",
    re.IGNORECASE,
)
_MIN = 1000
_CENT = Decimal(100)
_LOIN = Decimal("1.5")


def taux_de_residences_faux(ecrit: Ecrit) -> Iterator[Ecart]:
    """Find the rates of main residences that the households of the text exclude.

    Args:
        ecrit: The text.

    Yields:
        The rates, as warnings: the dwellings and the households may be of two perimeters.
    """
    lus = [p for _, p in lisibles_de(ecrit) if "énages" in p.texte or "rincipale" in p.texte]
    menages = [(p, n) for p in lus for n in nombres_de(p.texte) if n.unite == "ménages" and n.valeur >= _MIN]
    for p in lus if menages else ():
        for m in _TAUX.finditer(p.texte):
            logements = [n for n in nombres_de(p.texte) if n.unite == "logements" and n.valeur >= _MIN]
            taux = next((n for n in nombres_de(p.texte) if n.debut == m.start("taux")), None)
            if logements and taux is not None and 0 < taux.valeur <= _CENT:
                yield from _juger(p, max(logements, key=lambda n: n.valeur), taux, menages)


def _juger(p: Passage, parc: NombreLu, taux: NombreLu, menages: list[tuple[Passage, NombreLu]]) -> Iterator[Ecart]:
    principales = parc.valeur * taux.valeur / _CENT
    if any(principales / _LOIN <= n.valeur <= principales * _LOIN or n.valeur > parc.valeur for _, n in menages):
        return
    ou, n = max(menages, key=lambda x: x[1].valeur)
    message = (
        f"{ecrire(taux.valeur)} % de « {dit(p.texte, parc)} » feraient {ecrire(round(principales))} résidences "
        f"principales, mais le texte compte « {dit(ou.texte, n)} », et chaque ménage en occupe une."
    )
    aide = "Vérifiez ce que mesure ce taux : c'est peut-être celui des logements sociaux, ou des logements vacants."
    autres = ((ou.place(n.debut), "les ménages sont comptés ici"),)
    yield Ecart(message, p.place(taux.debut), aide, autres, Severite.AVERTISSEMENT)
