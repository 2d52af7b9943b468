"""The plan against what is there: every name in it exists, everything that exists is in it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, avertissement, erreur, vouliez_vous_dire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from contratdoc.contrat.contrat import Champ
    from contratdoc.contrat.sources import Sources
    from contratdoc.schema.modeles import EntreePlan

Chemin = tuple[str | int, ...]
NIVEAU_ANNEXES = 2
"""The level of « Annexe 1 » and of « Axe I » in the plan."""
SORTES = ("titre", "texte", "axe", "volet", "contributions", "annexe_2", "sigles", "signatures")


def sorte_de(entree: EntreePlan) -> str:
    """Return the key that says what stands at a place of the plan; empty when there is none."""
    return next((s for s in SORTES if getattr(entree, s) is not None), "")


def verifier_plan(
    sources: Sources, axes: tuple[Champ, ...], *, brouillon: bool
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """Check the plan.

    Args:
        sources: The checked records.
        axes: The linked axes.
        brouillon: True for a draft.

    Returns:
        The gaps of a draft (name to reason), and every fault.
    """
    verificateur = _Verificateur(sources, axes, brouillon=brouillon)
    verificateur.parcourir(sources.contrat.valeur.plan, ("plan",))
    verificateur.oublis()
    return verificateur.lacunes, tuple(verificateur.fautes)


class _Verificateur:
    def __init__(self, sources: Sources, axes: tuple[Champ, ...], *, brouillon: bool) -> None:
        self.sources = sources
        self.brouillon = brouillon
        self.arbre = sources.contrat.arbre
        self.axes = {a.id for a in axes}
        self.volets = {v.id for a in axes for v in a.volets}
        self.vus: dict[tuple[str, str], Place] = {}
        self.lacunes: dict[str, str] = {}
        self.fautes: list[Diagnostic] = []

    def parcourir(self, entrees: tuple[EntreePlan, ...], chemin: Chemin) -> None:
        for i, entree in enumerate(entrees):
            ici = (*chemin, i)
            self._entree(entree, ici)
            self.parcourir(entree.contenu, (*ici, "contenu"))

    def _entree(self, entree: EntreePlan, chemin: Chemin) -> None:
        presentes = [s for s in SORTES if getattr(entree, s) is not None]
        if len(presentes) != 1 and set(presentes) != {"titre", "contributions"}:
            message = "Une entrée du plan dit une chose et une seule : " + ", ".join(SORTES) + "."
            self.fautes.append(erreur("CD205", message, self.arbre.place(chemin)))
            return
        self._sans_effet(entree, chemin)
        if entree.texte is not None:
            self._nom("texte", entree.texte, self.sources.textes, (*chemin, "texte"))
        if entree.axe is not None:
            self._nom("axe", entree.axe, self.axes, (*chemin, "axe"))
        if entree.volet is not None:
            self._nom("volet", entree.volet, self.volets, (*chemin, "volet"))
        for i, nom in enumerate(entree.contributions or ()):
            place = (*chemin, "contributions", i)
            self._nom("contribution", nom, self.sources.contributions, place)
            self._statut(nom)

    def _sans_effet(self, entree: EntreePlan, chemin: Chemin) -> None:
        """Refuse what would be passed over without a word: an anchor without a title, an annexe out of its level."""
        if entree.id is not None and (entree.texte is not None or (entree.titre is None and entree.contributions)):
            message = "« id » n'a pas d'effet ici : cette entrée du plan n'a pas de titre à elle."
            aide = f"Écrivez l'ancre dans le titre du texte : « # Titre {{#{entree.id}}} »." if entree.texte else ""
            self.fautes.append(erreur("CD205", message, self.arbre.place((*chemin, "id")), aide))
        niveau = sum(isinstance(pas, int) for pas in chemin)
        if entree.numerotation == "annexe" and niveau != NIVEAU_ANNEXES:
            message = f"Une annexe se place au niveau {NIVEAU_ANNEXES} du plan, dans le « contenu » d'une partie."
            self.fautes.append(erreur("CD205", message, self.arbre.place((*chemin, "numerotation"))))

    def _statut(self, nom: str) -> None:
        lu = self.sources.contributions.get(nom)
        if lu is None or lu.valeur.statut != "brouillon":
            return
        message = "Cette contribution est encore un brouillon."
        aide = "Quand le partenaire l'a relue, écrivez « statut: validé », ou compilez avec « --brouillon »."
        faire = avertissement if self.brouillon else erreur
        self.fautes.append(faire("CD209", message, lu.arbre.place(("statut",)), aide))

    def _nom(self, sorte: str, nom: str, connus: Iterable[str], chemin: Chemin) -> None:
        place = self.arbre.place(chemin)
        if (sorte, nom) in self.vus:
            message = f"« {nom} » est déjà dans le plan."
            premiere = ((self.vus[sorte, nom], "première fois ici"),)
            self.fautes.append(erreur("CD206", message, place, autres=premiere))
        self.vus.setdefault((sorte, nom), place)
        if nom in set(connus):
            return
        if nom in self.sources.fautives and sorte in ("texte", "contribution"):
            self.lacunes[nom] = "le fichier de ce nom contient des erreurs"
            return
        fichier = {"texte": f"modeles/texte/{nom}.md", "contribution": f"contributions/{nom}.yaml"}.get(sorte)
        if fichier is None:
            message = f"{sorte.capitalize()} inconnu : « {nom} » n'est pas dans orientations.yaml."
            self.fautes.append(erreur("CD207", message, place, vouliez_vous_dire(nom, connus)))
            return
        self.lacunes[nom] = "le fichier de ce nom n'a pas été reçu"
        faire = avertissement if self.brouillon else erreur
        message = f"Le plan annonce « {nom} », mais « {fichier} » n'existe pas."
        aide = vouliez_vous_dire(nom, connus)
        if sorte == "contribution" and not aide:
            aide = f"« contratdoc nouveau partenaire {nom} » crée ce fichier à remplir."
        self.fautes.append(faire("CD207", message, place, aide))

    def oublis(self) -> None:
        """Warn of files, axes and parts that the plan never prints: they would be lost without a word."""
        for sorte, nom, place in self._presents():
            if (sorte, nom) not in self.vus:
                message = f"« {nom} » n'est pas dans le plan du contrat : son contenu ne sera pas imprimé."
                aide = "Ajoutez-le au plan de modeles/contrat.yaml, ou retirez-le du dossier."
                self.fautes.append(avertissement("CD208", message, place, aide))

    def _presents(self) -> Iterator[tuple[str, str, Place]]:
        for nom in self.sources.textes:
            yield "texte", nom, Place(f"modeles/texte/{nom}.md")
        for nom, lu in self.sources.contributions.items():
            yield "contribution", nom, Place(lu.arbre.fichier)
        orientations = self.sources.orientations.arbre.fichier
        for nom in sorted(self.axes):
            yield "axe", nom, Place(orientations)
        for nom in sorted(self.volets):
            yield "volet", nom, Place(orientations)
