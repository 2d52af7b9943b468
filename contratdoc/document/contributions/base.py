"""What every contribution shows: its presentation, its commitments, its free sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.document import formats
from contratdoc.document.from_prose import LecteurProse
from contratdoc.document.noeuds import Element, Liste, RoleParagraphe, Texte

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.contrat.contrat import Contribution, Engagement
    from contratdoc.document.redacteur import Redacteur
    from contratdoc.schema import contribution as schema
    from contratdoc.source.prose import Prose


@dataclass(slots=True)
class Redaction:
    """Writes one contribution; every commitment is printed once, where its kind puts it."""

    plume: Redacteur
    contribution: Contribution
    lies: dict[str, Engagement] = field(init=False)

    def __post_init__(self) -> None:
        self.lies = {e.id: e for e in self.contribution.engagements}

    def ouvrir(self) -> None:
        """Write the neighbourhoods concerned, then the presentation."""
        self.quartiers(self.contribution.donnees.quartiers)
        self.prose(self.contribution.donnees.presentation)

    def clore(self) -> None:
        """Write the commitments of the common base, then the free sections."""
        donnees = self.contribution.donnees
        if donnees.engagements:
            self.titre("Engagements")
            self.engagements(donnees.engagements, etiquette=False)
        for rubrique in donnees.rubriques:
            self.titre(rubrique.titre)
            self.prose(rubrique.texte, 2)

    def titre(self, texte: str, profondeur: int = 1) -> None:
        """Append a heading `profondeur` levels below the contribution's."""
        self.plume.titre(texte, self.plume.niveau + profondeur)

    def prose(self, prose: Prose | None, profondeur: int = 1) -> None:
        """Append a Markdown text; its own headings stand `profondeur` levels below the contribution's heading."""
        if prose is not None:
            LecteurProse(self.plume, prose).ecrire(self.plume.niveau + profondeur)

    def quartiers(self, ids: Iterable[str], deja: str = "") -> None:
        """Append a small line naming neighbourhoods, unless the text `deja` just above names them all."""
        noms = [self.plume.contrat.quartiers[q].nom for q in ids]
        if any(nom.casefold() not in deja.casefold() for nom in noms):
            etiquette = "Quartiers concernés : " if len(noms) > 1 else "Quartier concerné : "
            self.plume.paragraphe(etiquette + ", ".join(noms), RoleParagraphe.ATTACHE)

    def liste(self, etiquette: str, textes: Iterable[str]) -> None:
        """Append a labelled list; nothing when it is empty."""
        elements = tuple(textes)
        if elements:
            self.plume.etiquette(etiquette)
            self.plume.puces(elements)

    def engagements(self, engagements: tuple[schema.Engagement, ...], *, etiquette: bool = True) -> None:
        """Append commitments, each with the objectives that it serves, its due date, means and indicators."""
        if not engagements:
            return
        if etiquette:
            self.plume.etiquette("Engagements")
        elements = tuple(self._engagement(self.lies[e.id]) for e in engagements)
        self.plume.blocs.append(Liste(elements))

    def _engagement(self, e: Engagement) -> Element:
        texte = LecteurProse(self.plume, e.texte).blocs()
        details = " · ".join(self._details(e))
        return Element((*texte, self.plume.ligne((Texte(details),), RoleParagraphe.ATTACHE)))

    def _details(self, e: Engagement) -> Iterable[str]:
        numeros = self.plume.objectifs
        yield "Sert : " + " ; ".join(numeros[o.id].citation() for o in e.objectifs if o.id in numeros)
        if e.quartiers:
            yield ("Quartiers : " if len(e.quartiers) > 1 else "Quartier : ") + ", ".join(q.nom for q in e.quartiers)
        if e.echeance is not None:
            yield f"Échéance : {e.echeance.texte}"
        if e.moyens is not None:
            yield "Moyens : " + ", ".join(_moyens(e.moyens))
        if e.indicateurs:
            yield "Indicateurs : " + " ; ".join(e.indicateurs)


def _moyens(moyens: schema.Moyens) -> Iterable[str]:
    if moyens.montant is not None:
        yield formats.euros(moyens.montant)
    if moyens.etp is not None:
        yield f"{formats.nombre(moyens.etp)} ETP"
    if moyens.description is not None:
        yield moyens.description
