"""Checked records to one linked contract: every name becomes the thing that it names.

All unknown names of all files are reported in one run. In a draft what is missing becomes a gap (`lacunes`) and a
warning instead of an error; a name that means nothing stays an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contratdoc.contrat.axes import lier_axes
from contratdoc.contrat.contrat import Commune, Contrat, Contribution, Engagement, Objectif, Quartier, Texte
from contratdoc.contrat.historique import GenerationPassee, Vie, generations_de
from contratdoc.contrat.plan import verifier_plan
from contratdoc.diagnostics import Diagnostic, Place, Resultat, a_des_erreurs, erreur, vouliez_vous_dire
from contratdoc.schema import contribution as schema
from contratdoc.schema.nombres import dire_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from contratdoc.contrat.sources import Lu, Sources
    from contratdoc.schema.contribution import ContributionBase
    from contratdoc.schema.modeles import ModeleContrat
    from contratdoc.source.arbre import Arbre

Chemin = tuple[str | int, ...]


def lier(sources: Sources, *, brouillon: bool = False, vie: Vie | None = None) -> Resultat[Contrat]:
    """Resolve every reference of a folder.

    Args:
        sources: The checked records.
        brouillon: True for a draft: what is missing is a gap, not an error.
        vie: What an amended contract has lived since it was sealed.

    Returns:
        The contract, or None when a reference cannot be resolved; with every fault.
    """
    return _Lieur(sources, brouillon=brouillon, vie=vie).lier()


class _Lieur:
    def __init__(self, sources: Sources, *, brouillon: bool, vie: Vie | None) -> None:
        self.sources = sources
        self.vie = vie
        self.brouillon = brouillon
        self.fautes: list[Diagnostic] = []
        self.ids: dict[str, Place] = {}

    def lier(self) -> Resultat[Contrat]:
        modele, arbre = self.sources.contrat.valeur, self.sources.contrat.arbre
        communes = {c.id: Commune(c.id, c.nom) for c in modele.communes}
        quartiers = self._quartiers(modele, communes)
        self._doublons("commune", [(c.id, ("communes", i, "id")) for i, c in enumerate(modele.communes)])
        self._doublons("quartier", [(q.id, ("quartiers", i, "id")) for i, q in enumerate(modele.quartiers)])
        self._doublons("partie", [(p.id, ("parties", i, "id")) for i, p in enumerate(modele.parties)])
        lies = lier_axes(self.sources.orientations)
        self.fautes.extend(lies.diagnostics)
        axes = lies.valeur or ()
        objectifs = {o.id: o for axe in axes for o in axe.objectifs()}
        contributions = {
            nom: self._contribution(nom, lu, objectifs, quartiers) for nom, lu in self.sources.contributions.items()
        }
        lacunes, fautes = verifier_plan(self.sources, axes, brouillon=self.brouillon)
        self.fautes.extend(fautes)
        contrat = Contrat(
            titre=modele.titre,
            surtitre=modele.surtitre,
            periode=modele.periode,
            territoire=modele.territoire,
            communes=communes,
            quartiers=quartiers,
            parties=modele.parties,
            lieu_signature=modele.lieu_signature,
            date_signature=dire_date(modele.date_signature) if modele.date_signature else None,
            axes=axes,
            faits=self.sources.faits.valeur.faits,
            noms=self.sources.lexique.valeur.noms,
            sigles=self.sources.lexique.valeur.sigles,
            contributions=contributions,
            textes={n: Texte(n, p, Place(f"modeles/texte/{n}.md")) for n, p in self.sources.textes.items()},
            images=self.sources.images,
            charte=self.sources.charte.valeur,
            plan=modele.plan,
            historique=self._historique(),
            vie=self.vie,
            origine_plan=arbre.place(("plan",), cle=True),
            lacunes=lacunes,
        )
        return Resultat(None if a_des_erreurs(self.fautes) else contrat, tuple(self.fautes))

    def _historique(self) -> tuple[GenerationPassee, ...]:
        lu = self.sources.historique
        return generations_de(lu.valeur, lu.arbre) if lu is not None else ()

    def _doublons(self, quoi: str, ids: list[tuple[str, Chemin]]) -> None:
        arbre = self.sources.contrat.arbre
        vus: dict[str, Chemin] = {}
        for nom, chemin in ids:
            if nom in vus:
                premiere = ((arbre.place(vus[nom]), "première fois ici"),)
                message = f"L'identifiant de {quoi} « {nom} » est donné deux fois."
                self.fautes.append(erreur("CD201", message, arbre.place(chemin), autres=premiere))
            vus.setdefault(nom, chemin)

    def _quartiers(self, modele: ModeleContrat, communes: Mapping[str, Commune]) -> dict[str, Quartier]:
        arbre, sortie = self.sources.contrat.arbre, {}
        for i, q in enumerate(modele.quartiers):
            commune = communes.get(q.commune)
            if commune is None:
                self._inconnu("Commune", q.commune, communes, arbre.place(("quartiers", i, "commune")))
                # The neighbourhood stays known, so that this one fault does not make others wherever it is cited.
                commune = Commune(q.commune, q.commune)
            sortie[q.id] = Quartier(q.id, q.nom, commune, q.code, q.population, q.annee, q.revenu_median, q.part)
        return sortie

    def _inconnu(self, quoi: str, nom: str, connus: Collection[str], place: Place) -> None:
        message = f"{quoi} « {nom} » : aucun élément ne porte cet identifiant."
        aide = vouliez_vous_dire(nom, connus) or (f"Identifiants connus : {', '.join(connus)}." if connus else "")
        self.fautes.append(erreur("CD202", message, place, aide))

    # --- contributions --------------------------------------------------------------------------------------------

    def _contribution(
        self, nom: str, lu: Lu[ContributionBase], objectifs: Mapping[str, Objectif], quartiers: Mapping[str, Quartier]
    ) -> Contribution:
        donnees, arbre = lu.valeur, lu.arbre
        if donnees.id != nom:
            message = f"L'identifiant « {donnees.id} » n'est pas le nom du fichier « {nom}.yaml »."
            self.fautes.append(erreur("CD203", message, arbre.place(("id",)), f"Écrivez « id: {nom} »."))
        for chemin, quartier in _quartiers_cites(donnees):
            if quartier not in quartiers:
                self._inconnu("Quartier", quartier, quartiers, arbre.place(chemin))
        engagements: list[Engagement] = []
        for chemin, e in engagements_de(donnees):
            self._verifier_engagement(e, arbre, chemin, objectifs)
            engagements.append(
                Engagement(
                    id=e.id,
                    partenaire=donnees.id,
                    texte=e.texte,
                    objectifs=tuple(objectifs[n] for n in e.objectifs if n in objectifs),
                    quartiers=tuple(quartiers[n] for n in e.quartiers if n in quartiers),
                    echeance=e.echeance,
                    moyens=e.moyens,
                    indicateurs=e.indicateurs,
                    origine=arbre.place(chemin),
                )
            )
        return Contribution(donnees, tuple(engagements), arbre)

    def _verifier_engagement(
        self, e: schema.Engagement, arbre: Arbre, chemin: Chemin, objectifs: Mapping[str, Objectif]
    ) -> None:
        place = arbre.place((*chemin, "id"))
        if e.id in self.ids:
            message = f"L'identifiant d'engagement « {e.id} » est donné deux fois."
            premiere = ((self.ids[e.id], "première fois ici"),)
            self.fautes.append(erreur("CD201", message, place, autres=premiere))
        self.ids.setdefault(e.id, place)
        for i, nom in enumerate(e.objectifs):
            if nom not in objectifs:
                self._inconnu("Objectif opérationnel", nom, objectifs, arbre.place((*chemin, "objectifs", i)))


def _parcourir(valeur: Any, chemin: Chemin = ()) -> Iterator[tuple[Chemin, Any]]:
    """Go through a record depth first, in the order of its fields, with the path of each record met."""
    if isinstance(valeur, tuple):
        for i, element in enumerate(valeur):
            yield from _parcourir(element, (*chemin, i))
    elif hasattr(type(valeur), "model_fields"):
        yield chemin, valeur
        for nom in type(valeur).model_fields:
            yield from _parcourir(getattr(valeur, nom), (*chemin, nom))


def engagements_de(donnees: ContributionBase) -> Iterator[tuple[Chemin, schema.Engagement]]:
    """Go through every commitment of a contribution, wherever its kind puts them, with its path."""
    return ((c, e) for c, e in _parcourir(donnees) if isinstance(e, schema.Engagement))


def _quartiers_cites(donnees: ContributionBase) -> Iterator[tuple[Chemin, str]]:
    """Go through every neighbourhood id of a contribution, with its path."""
    for chemin, modele in _parcourir(donnees):
        champs = type(modele).model_fields
        if "quartiers" in champs:
            for i, nom in enumerate(modele.quartiers):
                yield (*chemin, "quartiers", i), nom
        if "quartier" in champs and modele.quartier is not None:
            yield (*chemin, "quartier"), modele.quartier
