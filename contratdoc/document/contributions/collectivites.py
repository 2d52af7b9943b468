"""The contributions of the communes, of the Département and of the Région."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document import formats
from contratdoc.document.noeuds import Element, Inline, Lien, Liste, MarqueListe, Paragraphe, Texte
from contratdoc.document.redacteur import composer_inlines

if TYPE_CHECKING:
    from contratdoc.document.contributions.base import Redaction
    from contratdoc.schema.collectivites import (
        ContributionCommune,
        ContributionDepartement,
        ContributionRegion,
        Dispositif,
        FeuilleDeRoute,
        SectionQuartier,
        ThematiqueDepartement,
    )


def ecrire_commune(r: Redaction, d: ContributionCommune) -> None:
    """Write what is proper to a commune: neighbourhoods, orientations, road map, common issues."""
    for section in d.sections:
        _section(r, section)
    for orientation in d.orientations:
        r.titre(orientation.titre)
        r.prose(orientation.presentation, 2)
        r.engagements(orientation.engagements, etiquette=False)
    if d.feuille_de_route is not None:
        _feuille_de_route(r, d.feuille_de_route)
    if d.enjeux_transversaux:
        r.titre("Enjeux transversaux")
    for enjeu in d.enjeux_transversaux:
        r.titre(enjeu.titre, 2)
        r.prose(enjeu.texte, 3)


def _section(r: Redaction, s: SectionQuartier) -> None:
    r.titre(s.titre)
    r.quartiers((s.quartier,) if s.quartier is not None else (), s.titre)
    r.prose(s.texte, 2)
    r.liste("Constats", s.constats)
    r.liste("Difficultés", s.problemes)
    r.liste("Leviers d'action", s.leviers)
    r.liste("Équipements", s.equipements)


def _feuille_de_route(r: Redaction, f: FeuilleDeRoute) -> None:
    r.prose(f.presentation)
    for theme in f.themes:
        r.titre(theme.titre)
        r.prose(theme.contexte, 2)
        if theme.axes:
            r.plume.etiquette("Axes")
            elements = []
            for i, axe in enumerate(theme.axes, 1):
                contenu = [Texte(axe.titre, gras=True)]
                if axe.texte is not None:
                    contenu.append(Texte(f"{'' if axe.titre.endswith(('.', '!', '?')) else '.'} {axe.texte}"))
                elements.append(Element((r.plume.ligne(tuple(contenu)),), str(i)))
            r.plume.blocs.append(Liste(tuple(elements), MarqueListe.NUMERO))
        r.engagements(theme.engagements)


def ecrire_departement(r: Redaction, d: ContributionDepartement) -> None:
    """Write what is proper to the Département: by theme, then by territory."""
    if d.saisine is not None:
        r.titre("Saisine du Département")
        r.prose(d.saisine, 2)
    if d.approche_thematique is not None or d.thematiques:
        r.titre("Approche thématique")
        r.prose(d.approche_thematique, 2)
    for thematique in d.thematiques:
        _thematique(r, thematique)
    approche = d.approche_territoriale
    if approche is not None:
        r.titre("Approche territoriale")
        r.prose(approche.presentation, 2)
        r.liste("Enjeux du territoire", approche.enjeux)
        r.prose(approche.suite, 2)


def _thematique(r: Redaction, t: ThematiqueDepartement) -> None:
    r.titre(t.titre, 2)
    r.prose(t.presentation, 3)
    for etiquette, prose in (("Enjeux", t.enjeux), ("Orientations", t.orientations)):
        if prose is not None:
            r.plume.etiquette(etiquette)
            r.prose(prose, 3)
    if t.dispositifs:
        r.plume.etiquette("Dispositifs")
        r.plume.blocs.append(Liste(tuple(Element((_dispositif(d),)) for d in t.dispositifs)))
    r.engagements(t.engagements)


def _dispositif(d: Dispositif) -> Paragraphe:
    details = [t for t in (d.montant is not None and formats.euros(d.montant), d.periode and d.periode.texte) if t]
    contenu: list[Inline] = [Texte(d.nom, gras=True)]
    if details:
        contenu.append(Texte(f" ({', '.join(details)})"))
    if d.description is not None:
        contenu.append(Texte(f" : {d.description}"))
    if d.lien is not None:
        contenu += [Texte(" "), Lien(d.lien, (Texte(d.lien),))]
    return Paragraphe(composer_inlines(contenu))


def ecrire_region(r: Redaction, d: ContributionRegion) -> None:
    """Write what is proper to the Région; its commitments come with the common base."""
    if d.posture is not None:
        r.titre("Place de la Région")
        r.prose(d.posture, 2)
    if d.politiques_mobilisables:
        r.titre("Politiques mobilisables")
        r.plume.puces(
            (Texte(p.titre, gras=True), Texte(f" : {p.description}")) if p.description else p.titre
            for p in d.politiques_mobilisables
        )
    if d.reserves:
        r.titre("Réserves")
        r.plume.puces(d.reserves)
    if d.procedure is not None:
        r.titre("Procédure d'instruction")
        r.prose(d.procedure.presentation, 2)
        r.plume.numeros(d.procedure.etapes)
