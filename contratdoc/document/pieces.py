"""What acts on a contract are written from: the signed contract compiled, its avenants, and what they make of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.avenants.canonique import nom_de
from contratdoc.avenants.changements import Inserer
from contratdoc.avenants.politique import POLITIQUE, Signe
from contratdoc.document.charte import lire_charte
from contratdoc.document.contenus import Contenus
from contratdoc.document.designations import Designations
from contratdoc.document.francais import du_nom, jour, minuscule
from contratdoc.document.lieux import Lieux
from contratdoc.document.noeuds import Couverture, Document, SuiteTitres, Tableau, Texte, Titre
from contratdoc.document.redacteur import Redacteur, texte_de
from contratdoc.document.tournures import BLANC
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from contratdoc.avenants.avenant import Avenant
    from contratdoc.avenants.canonique import Canonique
    from contratdoc.avenants.rejouer import Consolidation
    from contratdoc.contrat.contrat import Contrat


@dataclass(frozen=True, slots=True)
class Pieces:
    """What acts are written from.

    Attributes:
        consolidation: The sealed contract and what its avenants do to it.
        avenants: All of them, in the order of their numbers.
        contrat: The sealed contract, compiled from `consolidation.scelle.en_sources()`.
        document: Its document.
        modifie: The contract once amended, compiled; it prints the figures of what is new.
        signature: The day on which the contract was signed, when its sources do not say.
    """

    consolidation: Consolidation
    avenants: tuple[Avenant, ...]
    contrat: Contrat
    document: Document
    modifie: Contrat
    signature: dt.date | None = None

    def avenant(self, numero: int) -> Avenant:
        """Return an avenant by its number."""
        return next(a for a in self.avenants if a.numero == numero)

    def titre(self) -> str:
        """Write the contract's title: « Contrat de Ville 2024-2030 »."""
        return f"{self.contrat.titre} {self.contrat.periode_texte()}"

    def titre_entier(self) -> str:
        """Write the contract's title and whose it is: « Contrat de Ville 2024-2030 de l'agglomération … »."""
        return f"{self.titre()} {du_nom(self.contrat.territoire.nom)}"

    def signe_le(self) -> str:
        """Write the day of the contract's signature; a blank when it is unknown."""
        if self.contrat.date_signature:
            return str(self.contrat.date_signature)
        return jour(self.signature) if self.signature is not None else BLANC

    def designations(self, numero: int, *, soi: bool = True) -> Designations:
        """Name the units of the contract as an avenant finds it.

        Args:
            numero: The avenant.
            soi: False for another act than the avenant: it does not call it « le présent avenant ».

        Returns:
            The names.
        """
        creations = {
            f.modification.changement.cible: f.avenant
            for f in self.consolidation.faites
            if isinstance(f.modification.changement, Inserer)
        }
        lieux = Lieux(self.contrat, self.document, self.consolidation.scelle)
        presents = (self.avant(numero), *self.etats())
        return Designations(lieux, presents, creations, numero if soi else 0)

    def avant(self, numero: int) -> Canonique:
        """Return what the contract reads before an avenant: all that those before it do, even later."""
        return self.consolidation.avant(numero)

    def apres(self, numero: int) -> Canonique:
        """Return what the contract reads once an avenant is carried out whole, whatever the days of its effects."""
        return self.consolidation.apres(numero)

    def etats(self) -> tuple[Canonique, ...]:
        """Return what the contract reads after each day of effect, the last one first."""
        jours = sorted({f.modification.effet for f in self.consolidation.faites}, reverse=True)
        return (self.consolidation.contrat, *(self.consolidation.au(j) for j in jours))

    def plume(self, contrat: Contrat) -> Redacteur:
        """Return a pen on a contract, whose references read as plain words: their targets are in another document."""
        plume = Redacteur(contrat, brouillon=False, suite=SuiteTitres.SANS)
        for bloc in (b for s in self.document.sections for b in s.blocs):
            if isinstance(bloc, Titre):
                plume.ancres.cibles[bloc.ancre] = (Texte(_lecture(bloc)),)
            elif isinstance(bloc, Tableau):
                plume.ancres.cibles[bloc.ancre] = (Texte(f"tableau\u00a0{bloc.numero}"),)
        return plume

    def contenus(self, numero: int, *, soi: bool = True) -> Contenus:
        """Return what writes the contents of an avenant; `soi` is that of `designations`."""
        return Contenus(self.plume(self.modifie), self.designations(numero, soi=soi))

    def fermer(
        self, plume: Redacteur, couverture: Couverture, titre: str, sujet: str, *, sommaire: bool = True
    ) -> Document:
        """Make the document of what a pen wrote.

        Args:
            plume: The pen.
            couverture: The cover.
            titre: The title property and page header.
            sujet: What the document is about.
            sommaire: False for a document of few headings, which needs none.

        Returns:
            The document.
        """
        plume.clore()
        charte = lire_charte(self.contrat).valeur
        assert charte is not None, "the sealed contract was compiled with this charte"
        return Document(
            couverture=couverture,
            sections=plume.ancres.resoudre(tuple(plume.sections)),
            sommaire=tuple(plume.sommaire) if sommaire else (),
            charte=charte,
            titre=composer_texte(titre),
            auteur=self.contrat.territoire.nom,
            sujet=composer_texte(sujet),
            mots_cles=(self.contrat.titre, "avenant"),
        )

    # --- parties --------------------------------------------------------------------------------------------------

    def parties(self, numero: int) -> tuple[dict[str, str], ...]:
        """Return the parties who sign an avenant: those of the contract, and those that it lets in.

        Args:
            numero: The avenant.

        Returns:
            Their records, in the order of the signatures.
        """
        avenant = self.avenant(numero)
        toutes = _parties(self.avant(numero).donnees)
        siennes = [f.modification.changement for f in self.consolidation.faites if f.avenant == numero]
        for c in siennes:
            if isinstance(c, Inserer) and c.cible[:-1] == ("modeles/contrat.yaml", "parties"):
                toutes |= _parties({"modeles/contrat.yaml": {"parties": [c.contenu]}})
        if POLITIQUE[avenant.nature].signe is Signe.TOUTES:
            return tuple(toutes.values())
        noms = {c.cible[0].rpartition("/")[2].removesuffix(".yaml") for c in siennes}
        return tuple(p for i, p in enumerate(toutes.values()) if i < 2 or p.get("id") in noms)  # noqa: PLR2004 - État, agglomération


def _parties(donnees: object) -> dict[str, dict[str, str]]:
    contrat = donnees.get("modeles/contrat.yaml") if hasattr(donnees, "get") else None
    liste = contrat.get("parties") if isinstance(contrat, dict) else None
    return {
        str(nom_de(p)): {k: str(v) for k, v in p.items() if v is not None}
        for p in (liste if isinstance(liste, list) else [])
        if isinstance(p, dict)
    }


def _lecture(titre: Titre) -> str:
    """Say how a reference to a heading of the contract reads in an act."""
    if titre.niveau == 1 and titre.numero:
        return f"partie\u00a0{titre.numero}"
    if " " in titre.numero:
        return minuscule(titre.numero.replace(" ", "\u00a0"))
    return f"«\u00a0{texte_de(titre.contenu)}\u00a0»"
