"""A draft deliberation by which a party's body approves an avenant: its own words where the body is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.document.avenant import titre_d_article
from contratdoc.document.formules import Formulaire
from contratdoc.document.francais import Groupe, jour, le_nom, majuscule, minuscule
from contratdoc.document.noeuds import Couverture, Texte
from contratdoc.document.pieces import Pieces
from contratdoc.document.tournures import BLANC
from contratdoc.document.typographie import composer_texte
from contratdoc.document.visas import lignes_de_considerants, lignes_de_visas, textes_vises

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document


@dataclass(frozen=True, slots=True)
class Organe:
    """The body that deliberates for a party.

    Attributes:
        nom: Its name.
        articles: The articles of the code général des collectivités territoriales that it decides under.
        executif: Who signs and carries out; empty for the quality that the party gives.
    """

    nom: Groupe
    articles: str = ""
    executif: Groupe | None = None


NEUTRE = Organe(Groupe("organe délibérant"))
MUNICIPAL = Organe(Groupe("conseil municipal"), "L. 2121-29", Groupe("maire"))
COMMUNAUTAIRE = Organe(Groupe("conseil communautaire"), "L. 5211-1 et L. 2121-29", Groupe("président"))
METROPOLITAIN = Organe(Groupe("conseil métropolitain"), "L. 5211-1 et L. 2121-29", Groupe("président"))
DEPARTEMENTAL = Organe(Groupe("conseil départemental"), "L. 3211-1", Groupe("président"))
REGIONAL = Organe(Groupe("conseil régional"), "L. 4221-1", Groupe("président"))
ADMINISTRATION = Organe(Groupe("conseil d'administration"))

_NATURES = {
    "commune": MUNICIPAL,
    "departement": DEPARTEMENTAL,
    "region": REGIONAL,
    "caf": ADMINISTRATION,
    "bailleur": ADMINISTRATION,
}
_DEBUTS = (
    (("commune", "ville"), MUNICIPAL),
    (("département", "conseil départemental"), DEPARTEMENTAL),
    (("région", "conseil régional"), REGIONAL),
    (("métropole",), METROPOLITAIN),
    (("agglomération", "communauté"), COMMUNAUTAIRE),
    (("caisse d'allocations", "office public"), ADMINISTRATION),
)


def organe_de(pieces: Pieces, partie: dict[str, str]) -> Organe:
    """Tell which body deliberates for a party: by its kind of contribution, else by its name; neutral in doubt."""
    nom = partie.get("organisme", "").replace("’", "'")
    if nom == pieces.contrat.territoire.nom.replace("’", "'"):
        return METROPOLITAIN if "étropole" in nom else COMMUNAUTAIRE
    contribution = pieces.modifie.contributions.get(partie.get("id", ""))
    nature = str(getattr(contribution.donnees, "nature", "")) if contribution is not None else ""
    if nature in _NATURES:
        return _NATURES[nature]
    bas = nom.casefold()
    return next((organe for debuts, organe in _DEBUTS if bas.startswith(debuts)), NEUTRE)


def assembler_deliberation(pieces: Pieces, numero: int, partie: str) -> Document:
    """Write a draft deliberation.

    Args:
        pieces: What acts are written from.
        numero: The avenant to approve.
        partie: Id of the party whose body deliberates, one of those who sign.

    Returns:
        The document; dates, votes and what is unknown are blanks.
    """
    signataire = next(p for p in pieces.parties(numero) if p.get("id") == partie)
    contenus = pieces.contenus(numero, soi=False)
    redaction = _Redaction(pieces, numero, signataire, Formulaire(contenus))
    redaction.ecrire()
    titre = f"Projet de délibération – avenant n° {numero} au {pieces.titre()}"
    organisme = signataire.get("organisme", "")
    couverture = Couverture(
        titre="Projet de délibération",
        territoire=composer_texte(f"{organisme} – {redaction.organe.nom.texte}"),
        periode=composer_texte(f"Avenant n° {numero} au {pieces.titre()}"),
        contributeurs=(),
        surtitre=composer_texte(pieces.contrat.surtitre or ""),
    )
    return pieces.fermer(contenus.plume, couverture, f"{titre} – {organisme}", titre, sommaire=False)


class _Redaction:
    def __init__(self, pieces: Pieces, numero: int, partie: dict[str, str], formulaire: Formulaire) -> None:
        self.pieces = pieces
        self.avenant = pieces.avenant(numero)
        self.partie = partie
        self.organe = organe_de(pieces, partie)
        self.formulaire = formulaire
        self.plume = formulaire.contenus.plume
        qualite = minuscule(partie.get("qualite", "représentant"))
        feminin = qualite.startswith(("directrice", "présidente", "préfète", "rectrice", "déléguée"))
        self.executif = self.organe.executif or Groupe(qualite, feminin)

    def ecrire(self) -> None:
        plume, nom = self.plume, self.organe.nom
        objet = f"Approbation de l'avenant n° {self.avenant.numero} au {self.pieces.titre_entier()}"
        plume.titre(objet, 1, ancre="deliberation")
        plume.paragraphe((Texte(f"Délibération n° {BLANC}", gras=True),))
        plume.paragraphe(f"Séance du {BLANC}, sous la présidence de {BLANC}.")
        plume.puces(f"Membres {quoi} : …………" for quoi in ("en exercice", "présents", "représentés", "votants"))
        plume.titre("Exposé", 2, ancre="expose")
        self._expose()
        plume.titre("Délibération", 2, ancre="dispositif")
        plume.paragraphe((Texte(f"{majuscule(nom.le())},", gras=True),))
        for ligne in lignes_de_visas(self._visas()):
            plume.paragraphe(ligne)
        for ligne in lignes_de_considerants(self.avenant.considerants):
            plume.paragraphe(ligne)
        plume.paragraphe("Après en avoir délibéré, par ………… voix pour, ………… voix contre et ………… abstentions :")
        self._dispositif()
        plume.paragraphe(f"Fait et délibéré à {BLANC}, le {BLANC}.")
        for role in ("Le président de séance", "Le secrétaire de séance"):
            plume.paragraphe(f"{role} : {BLANC}")

    def _expose(self) -> None:
        plume, pieces, avenant = self.plume, self.pieces, self.avenant
        partie = le_nom(self.partie.get("organisme", ""))
        plume.paragraphe(
            f"Le {pieces.titre_entier()} a été signé le {pieces.signe_le()}."
            f" {majuscule(partie)} {'y devient' if self._entre() else 'en est'} partie."
        )
        plume.paragraphe(
            f"L'avenant n° {avenant.numero}, qui prend effet le {jour(avenant.effet)}, a pour objet : "
            f"{minuscule(avenant.objet.rstrip('.'))}. Il porte sur :"
        )
        articles = pieces.consolidation.articles(avenant.numero)
        titres = [minuscule(titre_d_article(self.formulaire, a)) for a in articles]
        fins = [" ;"] * (len(titres) - 1) + ["."]
        plume.puces(f"article {a.numero} : {t}{f}" for t, a, f in zip(titres, articles, fins, strict=True))
        plume.paragraphe("Le projet d'avenant est joint à la présente délibération.")

    def _entre(self) -> bool:
        liste = self.pieces.avant(self.avenant.numero).donnees.get("modeles/contrat.yaml")
        parties = liste.get("parties") if isinstance(liste, dict) else None
        ids = [p.get("id") for p in parties if isinstance(p, dict)] if isinstance(parties, list) else []
        return self.partie.get("id") not in ids

    def _visas(self) -> list[str]:
        pieces = self.pieces
        code = f"le code général des collectivités territoriales, notamment {self._articles()}"
        contrat = f"le {pieces.titre_entier()}, signé le {pieces.signe_le()}"
        avant = [a for a in pieces.avenants if a.numero < self.avenant.numero]
        anterieurs = [f"l'avenant n° {a.numero} du {jour(a.date) if a.date else BLANC}" for a in avant]
        projet = f"le projet d'avenant n° {self.avenant.numero}"
        code_vise = [code] if self.organe.articles else []
        return [*code_vise, *textes_vises(pieces.contrat), contrat, *anterieurs, projet]

    def _articles(self) -> str:
        plusieurs = " et " in self.organe.articles
        return f"{'ses articles' if plusieurs else 'son article'} {self.organe.articles}"

    def _dispositif(self) -> None:
        numero = self.avenant.numero
        qui = self.executif
        suite = f"charge {qui.le()} de l'exécution de la présente délibération"
        if self.organe.articles:
            suite += ", qui est transmise au représentant de l'État et publiée"
        dispositif = (
            f"approuve l'avenant n° {numero} au {self.pieces.titre_entier()}, annexé à la présente délibération ;",
            f"autorise {qui.le()} à signer cet avenant et tout document nécessaire à son exécution ;",
            f"{suite}.",
        )
        for i, phrase in enumerate(dispositif, 1):
            self.plume.paragraphe((Texte(f"Article {i} : ", gras=True), Texte(phrase)))
