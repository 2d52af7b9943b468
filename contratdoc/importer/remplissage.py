"""The sections of a partner that fill fields of its kind, as text: what each says goes there word for word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.importer.markdown import Redaction
from contratdoc.importer.noms import Noms
from contratdoc.importer.rangs import Rang, par_theme, quartier_de

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.importer.arbre import Section
    from contratdoc.importer.bailleur import Champ
    from contratdoc.importer.unites import Unite
    from contratdoc.source.arbre import Valeur

_RESTE = 2
"""A contribution stands at level 3, its sections at 4: two levels of headings are left below."""


@dataclass(slots=True)
class ContributionLue:
    """A contribution, and where each unit of it came.

    Attributes:
        id: Its identifier, which names its file.
        donnees: Its fields.
        traces: Each unit with the path of its field and its line in it, from 1; the line is 0 for a short field.
        champs: The typed fields filled, whose words stay in the text too.
        rangs: The fields that whole sections filled.
        nature_sure: How sure its kind is.
    """

    id: str
    donnees: dict[str, Valeur]
    traces: list[tuple[Unite, tuple[str | int, ...], int]] = field(default_factory=list)
    champs: list[Champ] = field(default_factory=list)
    rangs: list[Rang] = field(default_factory=list)
    nature_sure: float = 0.5

    def champ(
        self, section: Section | None, unites: Sequence[Unite], chemin: tuple[str | int, ...], *sous: Section
    ) -> str:
        """Write a field of text: some units, then whole sections below them."""
        redaction = Redaction(sujet=section.libelle if section is not None else "")
        redaction.unites(unites)
        for s in sous:
            redaction.section(s, 1, _RESTE)
        self.traces += [(u, chemin, ligne) for u, ligne in redaction.traces]
        return redaction.texte


def remplir(lue: ContributionLue, cle: str, sections: Sequence[Section], quartiers: Mapping[str, str]) -> None:
    """Fill a field with whole sections.

    Args:
        lue: The contribution, changed.
        cle: The field.
        sections: The sections, side by side.
        quartiers: The identifier of each neighbourhood of the contract, by name.
    """
    if cle == "approche_territoriale":
        _approche_territoriale(lue, sections[0])
    elif lue.donnees["nature"] == "departement":
        _approche_thematique(lue, sections[0])
    elif cle == "sections":
        _sections(lue, sections, quartiers)
    else:
        _themes(lue, cle, sections)


def _themes(lue: ContributionLue, cle: str, sections: Sequence[Section]) -> None:
    """Fill a list of themes: each an identifier, a title, and all that it says."""
    ids = Noms()
    lue.donnees[cle] = [
        {"id": ids.donner(s.libelle.strip(" :."), "theme"), **_titre_et_texte(lue, s, (cle, i), "presentation")}
        for i, s in enumerate(sections)
    ]


def _sections(lue: ContributionLue, sections: Sequence[Section], quartiers: Mapping[str, str]) -> None:
    """Fill what a commune says of each neighbourhood."""
    lues: list[Valeur] = []
    for i, s in enumerate(sections):
        section = _titre_et_texte(lue, s, ("sections", i), "texte")
        quartier = quartier_de(s, quartiers)
        lues.append({"titre": section["titre"], "quartier": quartier, **section} if quartier else section)
    lue.donnees["sections"] = lues


def _approche_thematique(lue: ContributionLue, partie: Section) -> None:
    """Fill the policies of a Département, and what comes before them."""
    if partie.unite is not None:
        lue.traces.append((partie.unite, ("thematiques",), 0))
    if partie.unites:
        lue.donnees["approche_thematique"] = lue.champ(partie, partie.unites, ("approche_thematique",))
    lue.donnees["thematiques"] = [
        _titre_et_texte(lue, s, ("thematiques", i), "presentation", suite)
        for i, (s, *suite) in enumerate(par_theme(partie))
    ]


def _approche_territoriale(lue: ContributionLue, partie: Section) -> None:
    """Fill what a Département says of the territory."""
    if partie.unite is not None:
        lue.traces.append((partie.unite, ("approche_territoriale",), 0))
    chemin = ("approche_territoriale", "presentation")
    lue.donnees["approche_territoriale"] = {"presentation": lue.champ(partie, partie.unites, chemin, *partie.enfants)}


def _titre_et_texte(
    lue: ContributionLue, s: Section, chemin: tuple[str | int, ...], cle: str, suite: Sequence[Section] = ()
) -> dict[str, Valeur]:
    """Write a section, and those that go on with it, as a title and a text; one that is but a title has no text."""
    if s.unite is not None:
        lue.traces.append((s.unite, (*chemin, "titre"), 0))
    ecrit: dict[str, Valeur] = {"titre": s.libelle.strip(" :.") or "Sans titre"}
    texte = lue.champ(s, s.unites, (*chemin, cle), *s.enfants, *suite)
    return {**ecrit, cle: texte} if texte.strip() else ecrit
