"""orientations.yaml linked: ids unique over the whole file, actions and indicators tied to what they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.contrat.contrat import Action, Champ, Indicateur, Objectif, Orientation
from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur, vouliez_vous_dire

if TYPE_CHECKING:
    from contratdoc.contrat.sources import Lu
    from contratdoc.schema import modeles as schema

Chemin = tuple[str | int, ...]


def lier_axes(lu: Lu[schema.ModeleOrientations]) -> Resultat[tuple[Champ, ...]]:
    """Link the axes.

    Args:
        lu: orientations.yaml, checked.

    Returns:
        The axes in order, with every duplicate id and every link to nothing.
    """
    lieur = _LieurAxes(lu)
    axes = tuple(lieur.champ(a, ("axes", i), a.volets) for i, a in enumerate(lu.valeur.axes))
    return Resultat(axes, tuple(lieur.fautes))


class _LieurAxes:
    def __init__(self, lu: Lu[schema.ModeleOrientations]) -> None:
        self.arbre = lu.arbre
        self.fautes: list[Diagnostic] = []
        self.ids: dict[str, Place] = {}

    def _nommer(self, nom: str, chemin: Chemin) -> Place:
        place = self.arbre.place((*chemin, "id"))
        if nom in self.ids:
            message = f"L'identifiant « {nom} » est donné deux fois."
            premiere = ((self.ids[nom], "première fois ici"),)
            self.fautes.append(erreur("CD201", message, place, autres=premiere))
        self.ids.setdefault(nom, place)
        return place

    def champ(self, c: schema.Champ, chemin: Chemin, volets: tuple[schema.Volet, ...] = ()) -> Champ:
        place = self._nommer(c.id, chemin)
        self._mal_ranges(c, chemin, volets=bool(volets))
        orientations = tuple(self._orientation(o, (*chemin, "orientations", i)) for i, o in enumerate(c.orientations))
        actions = self._actions(c.actions, (*chemin, "actions"), [ob for o in orientations for ob in o.objectifs])
        cibles = [*(o.id for o in orientations), *(ob.id for o in orientations for ob in o.objectifs)]
        cibles += [a.id for a in actions] + [a.id for o in orientations for a in o.actions]
        indicateurs = tuple(
            self._indicateur(n, (*chemin, "indicateurs", i), cibles) for i, n in enumerate(c.indicateurs)
        )
        interieurs = tuple(self.champ(v, (*chemin, "volets", i)) for i, v in enumerate(volets))
        return Champ(c.id, c.titre, c.credits, orientations, actions, indicateurs, interieurs, place)

    def _mal_ranges(self, c: schema.Champ, chemin: Chemin, *, volets: bool) -> None:
        """Refuse what neither the axis's section nor Annexe 2 would print."""
        fautifs: tuple[str, ...]
        if volets:
            debut, fin = f"L'axe « {c.titre} » a des volets", "se rangent dans ses volets"
            fautifs = ("orientations", "actions", "indicateurs")
        elif not c.orientations:
            debut, fin = f"« {c.titre} » n'a pas d'orientation", "ne figureraient nulle part"
            fautifs = ("actions", "indicateurs")
        else:
            return
        for nom in fautifs:
            if getattr(c, nom):
                message = f"{debut} : ses {nom} {fin}."
                self.fautes.append(erreur("CD204", message, self.arbre.place((*chemin, nom), cle=True)))

    def _orientation(self, o: schema.Orientation, chemin: Chemin) -> Orientation:
        place = self._nommer(o.id, chemin)
        objectifs = tuple(
            Objectif(ob.id, ob.libelle, self._nommer(ob.id, (*chemin, "objectifs", i)))
            for i, ob in enumerate(o.objectifs)
        )
        actions = self._actions(o.actions, (*chemin, "actions"), list(objectifs))
        return Orientation(o.id, o.libelle, objectifs, actions, place)

    def _actions(
        self, actions: tuple[schema.Action, ...], chemin: Chemin, objectifs: list[Objectif]
    ) -> tuple[Action, ...]:
        connus = [o.id for o in objectifs]
        for i, a in enumerate(actions):
            if a.objectif is not None and a.objectif not in connus:
                self._inconnu("L'objectif", a.objectif, connus, (*chemin, i, "objectif"))
        return tuple(
            Action(a.id, a.libelle, a.objectif, self._nommer(a.id, (*chemin, i))) for i, a in enumerate(actions)
        )

    def _indicateur(self, n: schema.Indicateur, chemin: Chemin, cibles: list[str]) -> Indicateur:
        if n.pour is not None and n.pour not in cibles:
            self._inconnu("L'orientation, l'objectif ou l'action", n.pour, cibles, (*chemin, "pour"))
        place = self._nommer(n.id, chemin)
        return Indicateur(n.id, n.libelle, n.pour, n.depart, n.cible, n.source, n.frequence, place)

    def _inconnu(self, quoi: str, nom: str, connus: list[str], chemin: Chemin) -> None:
        aide = vouliez_vous_dire(nom, connus) or (f"Identifiants connus ici : {', '.join(connus)}." if connus else "")
        message = f"{quoi} « {nom} » n'existe pas ici."
        self.fautes.append(erreur("CD202", message, self.arbre.place(chemin), aide))
