"""An avenant to its document: an act to sign, in the order that French practice gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.avenants.changements import Inserer
from contratdoc.avenants.politique import POLITIQUE, Signe
from contratdoc.document.annexes_d_avenant import ecrire_annexes
from contratdoc.document.designations import ORIENTATIONS
from contratdoc.document.formules import Formulaire
from contratdoc.document.francais import Groupe, enumerer, jour, le_nom, majuscule, minuscule, organisme
from contratdoc.document.noeuds import (
    Couverture,
    Element,
    Liste,
    MarqueListe,
    Signataire,
    Signatures,
    Texte,
)
from contratdoc.document.noms_de_champs import champ
from contratdoc.document.pieces import Pieces
from contratdoc.document.redacteur import composer_inlines
from contratdoc.document.tournures import BLANC
from contratdoc.document.typographie import composer_texte
from contratdoc.document.visas import acte_de, avec_article, lignes_de_considerants, lignes_de_visas, visas_de

if TYPE_CHECKING:
    from contratdoc.avenants.articles import Article
    from contratdoc.avenants.avenant import Avenant
    from contratdoc.avenants.canonique import Arbre, Chemin
    from contratdoc.document.noeuds import Document
    from contratdoc.document.redacteur import Redacteur


def assembler_avenant(pieces: Pieces, numero: int) -> Document:
    """Write an avenant.

    Args:
        pieces: What acts are written from.
        numero: Its number.

    Returns:
        The document.
    """
    avenant = pieces.avenant(numero)
    contenus = pieces.contenus(numero)
    formulaire = Formulaire(contenus)
    redaction = _Redaction(pieces, avenant, contenus.plume, formulaire)
    redaction.ecrire()
    titre = f"Avenant n° {numero} au {pieces.titre()}"
    contrat = pieces.contrat
    couverture = Couverture(
        titre=composer_texte(f"Avenant n° {numero}"),
        territoire=composer_texte(f"{pieces.titre()} – {contrat.territoire.nom}"),
        periode=composer_texte(majuscule(avenant.objet)),
        contributeurs=(),
        surtitre=composer_texte(contrat.surtitre or ""),
    )
    return pieces.fermer(
        contenus.plume, couverture, f"{titre} – {contrat.territoire.nom}", f"{titre} : {avenant.objet}"
    )


class _Redaction:
    def __init__(self, pieces: Pieces, avenant: Avenant, plume: Redacteur, formulaire: Formulaire) -> None:
        self.pieces = pieces
        self.avenant = avenant
        self.plume = plume
        self.formulaire = formulaire
        self.articles = pieces.consolidation.articles(avenant.numero)
        self.parties = pieces.parties(avenant.numero)

    def ecrire(self) -> None:
        self._preambule()
        self._parties()
        self._identification()
        self._successives()
        self._objet()
        for article in self.articles:
            self._article(article)
        self._fin()
        self._signatures()
        ecrire_annexes(self.formulaire)

    # --- before the articles --------------------------------------------------------------------------------------

    def _preambule(self) -> None:
        plume = self.plume
        plume.titre(f"Avenant n° {self.avenant.numero} au {self.pieces.titre_entier()}", 1, ancre="avenant")
        plume.paragraphe((Texte(f"{majuscule(self.avenant.objet)}.", gras=True),))
        plume.etiquette("Entre")
        plume.puces(self._partie(p, i == len(self.parties) - 1) for i, p in enumerate(self.parties))
        plume.paragraphe("ci-après dénommés « les parties »,")
        for ligne in lignes_de_visas(visas_de(self.pieces, self.avenant.numero)):
            plume.paragraphe(ligne)
        for ligne in lignes_de_considerants(self.avenant.considerants):
            plume.paragraphe(ligne)
        plume.etiquette("Il est convenu ce qui suit :")

    def _partie(self, partie: dict[str, str], derniere: bool) -> tuple[Texte, ...]:
        nom = partie.get("organisme", "")
        groupe = organisme(nom)
        represente = groupe.accorder("représenté") if groupe is not None else "représenté"
        qualite = minuscule(partie.get("qualite", ""))
        suite = f", {represente} par {partie.get('representant') or BLANC}, {qualite}"
        acte = acte_de(self.pieces, self.avenant.numero, partie)
        if acte or not est_l_etat(partie):
            suite += f", agissant en vertu de {avec_article(acte) if acte else BLANC}"
        return Texte(le_nom(nom), gras=True), Texte(f"{suite}{',' if derniere else ' ;'}")

    # --- articles 1 to 4 ------------------------------------------------------------------------------------------

    def _titre(self, numero: int, texte: str) -> None:
        self.plume.titre(f"Article {numero} – {texte}", 2, ancre=f"article-{numero}")

    def _parties(self) -> None:
        self._titre(1, "Parties")
        entrants = [str(e.get("organisme") or "") for e in self._entrants()]
        if POLITIQUE[self.avenant.nature].signe is Signe.TOUTES:
            phrase = "Le présent avenant est conclu entre toutes les parties au contrat, désignées ci-dessus"
        else:
            *premieres, derniere = [le_nom(p.get("organisme", "")) for p in self.parties]
            phrase = f"Le présent avenant est conclu entre {enumerer(premieres)}, d'une part, et {derniere}, "
            phrase += "dont la contribution est modifiée, d'autre part"
        if entrants:
            verbe = "devient partie" if len(entrants) == 1 else "deviennent parties"
            phrase += f" ; {enumerer([le_nom(e) for e in entrants])} y {verbe}"
        self.plume.paragraphe(f"{phrase}.")

    def _entrants(self) -> list[dict[str, Arbre]]:
        changements = [m.changement for a in self.articles for m in a.modifications]
        ajouts = [c for c in changements if isinstance(c, Inserer) and c.cible[1:2] == ("parties",)]
        return [c.contenu for c in ajouts if isinstance(c.contenu, dict)]

    def _identification(self) -> None:
        self._titre(2, "Identification du contrat")
        self.plume.paragraphe(
            f"Le contrat modifié est le {self.pieces.titre_entier()}, signé le {self.pieces.signe_le()}, ci-après "
            "dénommé « le contrat »."
        )
        self.plume.paragraphe(
            "Les numéros d'axe, d'objectif, de partie, de tableau et d'annexe cités dans le présent avenant sont ceux "
            "du contrat signé. Chaque paragraphe et chaque élément d'une énumération compte pour un alinéa."
        )

    def _successives(self) -> None:
        self._titre(3, "Modifications successives")
        avant = [a for a in self.pieces.avenants if a.numero < self.avenant.numero]
        if not avant:
            self.plume.paragraphe("Le contrat n'a été modifié par aucun avenant antérieur.")
            return
        self.plume.paragraphe("Le contrat a été modifié par :")
        fins = [" ;"] * (len(avant) - 1) + ["."]
        self.plume.puces(
            f"l'avenant n° {a.numero} du {jour(a.date) if a.date else BLANC} ({minuscule(a.objet)}){fin}"
            for a, fin in zip(avant, fins, strict=True)
        )

    def _objet(self) -> None:
        self._titre(4, "Objet")
        droit = POLITIQUE[self.avenant.nature]
        objet = minuscule(self.avenant.objet.rstrip("."))
        nature = f" ({droit.nom})" if droit.nom.casefold() != objet.casefold() else ""
        self.plume.paragraphe(f"Le présent avenant{nature} a pour objet : {objet}.")
        nombres = [a.numero for a in self.articles]
        if len(nombres) == 1:
            self.plume.paragraphe(f"Il modifie le contrat dans les conditions fixées à l'article {nombres[0]}.")
        elif nombres:
            self.plume.paragraphe(
                f"Il modifie le contrat dans les conditions fixées aux articles {nombres[0]} à {nombres[-1]}."
            )

    # --- changes --------------------------------------------------------------------------------------------------

    def _article(self, article: Article) -> None:
        self._titre(article.numero, titre_d_article(self.formulaire, article))
        dits = [self.formulaire.dire(m, self.avenant.effet) for m in article.modifications]
        if len(dits) == 1:
            self.plume.blocs.extend(dits[0])
            return
        elements = tuple(Element(blocs, str(i)) for i, blocs in enumerate(dits, 1))
        self.plume.blocs.append(Liste(elements, MarqueListe.NUMERO))

    # --- the end --------------------------------------------------------------------------------------------------

    def _fin(self) -> None:
        dernier = self.articles[-1].numero if self.articles else 4
        self._titre(dernier + 1, "Entrée en vigueur")
        autres = any(m.effet != self.avenant.effet for a in self.articles for m in a.modifications)
        sauf = ", à l'exception des modifications dont la date d'effet est précisée" if autres else ""
        self.plume.paragraphe(f"Le présent avenant prend effet le {jour(self.avenant.effet)}{sauf}.")
        self._titre(dernier + 2, "Stipulations inchangées")
        self.plume.paragraphe("Les autres stipulations du contrat demeurent inchangées.")

    def _signatures(self) -> None:
        lieu = self.pieces.contrat.lieu_signature or BLANC
        date = jour(self.avenant.date) if self.avenant.date is not None else BLANC
        self.plume.titre("Signatures", 2, ancre="signatures-de-l-avenant")
        mention = composer_inlines((Texte(f"Fait à {lieu}, le {date}, en autant d'exemplaires que de parties."),))
        blocs = tuple(
            Signataire(
                p.get("id", ""),
                composer_texte(p.get("organisme", "")),
                composer_texte(p.get("representant", "")),
                composer_texte(p.get("qualite", "")),
                composer_texte(acte_de(self.pieces, self.avenant.numero, p)),
            )
            for p in self.parties
        )
        self.plume.blocs.append(Signatures(mention, blocs))


def est_l_etat(partie: dict[str, str]) -> bool:
    """Say whether a party is the State, whose representative needs no act to sign."""
    return partie.get("organisme", "").casefold().replace("’", "'") in ("l'état", "état")


def titre_d_article(formulaire: Formulaire, article: Article) -> str:
    """Title an article by the part of the contract that it changes."""
    designations = formulaire.contenus.designations
    domaine, *reste = article.lieu
    if article.lieu == ("contrat", "parties"):
        return "Parties au contrat"
    if domaine == "contrat":
        nom = champ("modeles/contrat.yaml", reste).texte
        return (
            majuscule(nom) if nom.endswith("du contrat") or nom == "plan du contrat" else f"{majuscule(nom)} du contrat"
        )
    if domaine in ("faits", "lexique"):
        return "Chiffres cités dans le contrat" if domaine == "faits" else "Sigles et noms propres"
    chemin: Chemin = {
        "orientations": (ORIENTATIONS, *reste),
        "contributions": (f"contributions/{reste[0]}.yaml",),
        "texte": (f"modeles/texte/{reste[0]}.md",),
    }.get(domaine, ("modeles/contrat.yaml",))
    groupe: Groupe = designations.nommer(chemin)
    seul = article.modifications[0].changement
    if isinstance(seul, Inserer) and len(seul.cible) == 1:
        return majuscule(groupe.texte)
    return f"Modification {groupe.de()}"
