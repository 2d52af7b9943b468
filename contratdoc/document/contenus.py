"""What an avenant writes into the contract, as its reader will read it: quotations, tables, readable values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place
from contratdoc.document.designations import ORIENTATIONS, Designations, cle_du_libelle, libelle_de
from contratdoc.document.francais import enumerer, majuscule
from contratdoc.document.from_prose import LecteurProse
from contratdoc.document.lieux import intitule, nature_du_bloc
from contratdoc.document.noeuds import (
    Bloc,
    Cellule,
    Colonne,
    Element,
    Inlines,
    Ligne,
    Liste,
    Paragraphe,
    Renvoi,
    RoleParagraphe,
    Tableau,
    Texte,
)
from contratdoc.document.noms_de_champs import champ, description
from contratdoc.document.redacteur import composer_inlines
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.prose import Prose, PTitre

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.avenants.canonique import Arbre, Chemin
    from contratdoc.document.redacteur import Redacteur

_APPEL = re.compile(r"\[\^[^\]\s]+\](?!:)")
_LISTE = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
LIENS = frozenset(
    ("objectif", "objectifs", "pour", "quartier", "quartiers", "commune", "contributions", "axe", "volet")
)
"""Fields that hold ids."""

_MUETS = frozenset({"id", "nature"})


@dataclass(slots=True)
class Contenus:
    """Writes what the sources say.

    Attributes:
        plume: A pen on the contract as amended, which prints its figures and finds its headings.
        designations: Names what an id stands for.
    """

    plume: Redacteur
    designations: Designations

    # --- Markdown -------------------------------------------------------------------------------------------------

    def _prose(self, texte: str) -> Prose | None:
        lue = lire_markdown(_APPEL.sub("", texte), Place("", 1, 1), valeurs=True)
        return lue.valeur if lue.valeur and not lue.diagnostics else None

    def mots(self, texte: str) -> Inlines:
        """Write words in the line, without guillemets."""
        propre = re.sub(r"^(?:[-*+]|\d+[.)])\s+", "", " ".join(texte.split()))
        prose = self._prose(propre)
        if prose is not None and not any(isinstance(b, PTitre) for b in prose.blocs):
            blocs = LecteurProse(self.plume, prose).blocs()
            if len(blocs) == 1 and isinstance(blocs[0], Paragraphe):
                return self._lus(blocs[0].contenu)
        return composer_inlines((Texte(propre),))

    def _lus(self, inlines: Inlines) -> Inlines:
        """Write at once what each reference reads: its target is in the contract, which is another document."""
        cibles = self.plume.ancres.cibles
        return tuple(x for i in inlines for x in (cibles.get(i.cible, (i,)) if isinstance(i, Renvoi) else (i,)))

    def markdown(self, texte: str) -> tuple[Bloc, ...]:
        """Write a Markdown text: a block, or several parted by empty lines."""
        sortie: list[Bloc] = []
        courant: list[str] = []
        for bloc in [*re.split(r"\n\s*\n", texte), ""]:
            if bloc and nature_du_bloc(bloc) not in ("titre", "note", "commentaire"):
                courant.append(bloc)
                continue
            sortie += self._blocs("\n\n".join(courant)) if courant else ()
            courant = []
            if bloc and nature_du_bloc(bloc) == "titre":
                sortie.append(Paragraphe(_en_gras(self.mots(intitule(bloc)))))
            elif bloc.startswith("[^"):
                sortie.append(Paragraphe(self.mots(bloc.partition(":")[2].strip())))
        return tuple(sortie)

    def _blocs(self, texte: str) -> tuple[Bloc, ...]:
        if nature_du_bloc(texte) == "tableau" and "Tableau" not in texte.partition("|")[0]:
            texte = f"Tableau : tableau\n\n{texte}"  # the reader wants a caption, the act has said which table it is
            return tuple(replace(b, legende=()) if isinstance(b, Tableau) else b for b in self._blocs(texte))
        prose = self._prose(texte)
        if prose is None or any(isinstance(b, PTitre) for b in prose.blocs):
            return tuple(Paragraphe(composer_inlines((Texte(" ".join(t.split())),))) for t in texte.split("\n\n"))
        return LecteurProse(self.plume, prose).blocs()

    # --- values ---------------------------------------------------------------------------------------------------

    def en_ligne(self, chemin: Chemin, valeur: Arbre) -> Inlines | None:
        """Write a value in the line; None when it takes blocks."""
        if isinstance(valeur, str):
            texte = valeur.strip()
            if chemin[-1] in LIENS and chemin[0] != "modeles/faits.yaml":
                return composer_inlines((Texte(self.dire_id(chemin[-1], texte)),))
            simple = "\n\n" not in texte and nature_du_bloc(texte) == "alinea" and not _LISTE.search(texte)
            return self.mots(texte) if simple else None
        if isinstance(valeur, list) and chemin[-1] in LIENS and all(isinstance(v, str) for v in valeur):
            dits = [self.dire_id(chemin[-1], str(v)) for v in valeur]
            return composer_inlines((Texte(enumerer(dits)),)) if dits else None
        return None

    def dire_id(self, cle: str, nom: str) -> str:
        """Say what an id stands for: « objectif opérationnel 1.a de l'axe I »."""
        contrat = self.plume.contrat
        if cle in ("quartier", "quartiers") and nom in contrat.quartiers:
            return contrat.quartiers[nom].nom
        if cle == "commune" and nom in contrat.communes:
            return contrat.communes[nom].nom
        if cle == "contributions":
            return self.designations.nommer((f"contributions/{nom}.yaml",)).texte.removesuffix(" (annexe 1)")
        chemin = next(self._chemins_de(nom), None)
        return self.designations.nommer(chemin).texte if chemin is not None else nom

    def _chemins_de(self, nom: str) -> Iterator[Chemin]:
        for etat in (self.designations.lieux.reference, *self.designations.presents):
            yield from _trouver((ORIENTATIONS,), etat.donnees.get(ORIENTATIONS), nom)

    def blocs(self, chemin: Chemin, valeur: Arbre) -> tuple[Bloc, ...]:
        """Write a value as blocks: text, list, table, element and what it holds."""
        ligne = self.en_ligne(chemin, valeur)
        if ligne is not None:
            return (Paragraphe(ligne),)
        match valeur:
            case str():
                return self.markdown(valeur)
            case list() if valeur and all(isinstance(v, dict) for v in valeur):
                return (self.tableau(chemin, [v for v in valeur if isinstance(v, dict)]),)
            case list():
                return (Liste(tuple(Element((Paragraphe(self.mots(str(v))),)) for v in valeur)),) if valeur else ()
            case dict():
                return self.element(chemin, valeur)
            case _:
                return ()

    def element(self, chemin: Chemin, element: dict[str, Arbre]) -> tuple[Bloc, ...]:
        """Write an element of a list: its words, then its other fields, each under its name."""
        tete = cle_du_libelle(element)
        sortie: list[Bloc] = list(self.blocs((*chemin, tete), element[tete])) if tete and tete != "id" else []
        for cle, valeur in element.items():
            if cle in _MUETS or cle == tete or valeur in (None, "", []):
                continue
            nom = majuscule(self.nom_du_champ((*chemin, cle)))
            ligne = self.en_ligne((*chemin, cle), valeur)
            if ligne is not None and not (isinstance(valeur, str) and cle in ("texte", "presentation")):
                sortie.append(Paragraphe((*composer_inlines((Texte(f"{nom} : "),)), *ligne), RoleParagraphe.ATTACHE))
                continue
            if cle not in ("texte", "presentation"):
                sortie.append(Paragraphe(composer_inlines((Texte(nom),)), RoleParagraphe.ETIQUETTE))
            sortie += self._elements((*chemin, cle), valeur)
        return tuple(sortie)

    def _elements(self, chemin: Chemin, valeur: Arbre) -> tuple[Bloc, ...]:
        if isinstance(valeur, list) and valeur and all(isinstance(v, dict) and cle_du_libelle(v) for v in valeur):
            dits = [self.element((*chemin, libelle_de(v)), v) for v in valeur if isinstance(v, dict)]
            return (Liste(tuple(Element(d) for d in dits)),)
        return self.blocs(chemin, valeur)

    def nom_du_champ(self, chemin: Chemin) -> str:
        """Name a field by itself: « échéance », « Diagnostic »."""
        champs = self.champs(chemin)
        nom = champ(chemin[0], champs, self.nature(chemin[0])).texte
        return nom.removeprefix("rubrique « ").removesuffix(" »").removeprefix("liste des ")

    def champs(self, chemin: Chemin) -> list[str]:
        """Return the keys of a path, names of elements left out."""
        gardes: list[str] = []
        for i, pas in enumerate(chemin[1:], 1):
            if not isinstance(self.designations.lue(chemin[:i]), list) and not (gardes and gardes[-1] == "faits"):
                gardes.append(pas)
        return gardes or [chemin[-1]]

    def nature(self, fichier: str) -> str:
        """Return the kind of a contribution; empty for another file."""
        return str(self.designations.lue((fichier, "nature")) or "")

    # --- tables ---------------------------------------------------------------------------------------------------

    def tableau(self, chemin: Chemin, lignes: Sequence[dict[str, Arbre]]) -> Tableau:
        """Write a list of records as a table: a column for each field that one of them has."""
        base = self.champs(chemin)
        cles, titres = self.colonnes(chemin, lignes)
        rangs = [[self._cellule((*chemin, c), ligne.get(c)) for c in cles] for ligne in lignes]
        poids = [min(max(len(t) / 2, *(_longueur(r[i]) for r in rangs), 8.0), 40.0) for i, t in enumerate(titres)]
        return self.plume.faire_tableau(
            description(chemin[0], base, self.nature(chemin[0])),
            tuple(Colonne(p) for p in poids),
            self.plume.entete(*titres),
            (Ligne(tuple(rang)) for rang in rangs),
            ancre=f"tableau-insere-{self.plume.tableaux + 1}",
        )

    def colonnes(self, chemin: Chemin, lignes: Sequence[dict[str, Arbre]]) -> tuple[list[str], list[str]]:
        """Return the fields that a list of records has, and what each is called."""
        cles = list(dict.fromkeys(c for ligne in lignes for c in ligne if c not in _MUETS))
        base = self.champs(chemin)
        return cles, [description(chemin[0], [*base, c], self.nature(chemin[0])) for c in cles]

    def _cellule(self, chemin: Chemin, valeur: Arbre) -> Cellule:
        if isinstance(valeur, dict):
            dits = " ; ".join(f"{c} : {v}" for c, v in valeur.items())
            return self.plume.cellule(dits)
        if valeur in (None, ""):
            return self.plume.cellule("–")
        return Cellule(self.blocs(chemin, valeur))


def _longueur(cellule: Cellule) -> float:
    textes = (i.texte for b in cellule.blocs if isinstance(b, Paragraphe) for i in b.contenu if isinstance(i, Texte))
    return float(sum(map(len, textes))) if cellule.blocs else 0.0


def _trouver(chemin: Chemin, arbre: Arbre, nom: str) -> Iterator[Chemin]:
    """Find the paths of the elements that have an id."""
    if isinstance(arbre, dict):
        for cle, valeur in arbre.items():
            yield from _trouver((*chemin, cle), valeur, nom)
    elif isinstance(arbre, list):
        for element in arbre:
            if isinstance(element, dict) and isinstance(element.get("id"), str):
                ici = (*chemin, str(element["id"]))
                if element["id"] == nom:
                    yield ici
                yield from _trouver(ici, element, nom)


def _en_gras(inlines: Inlines) -> Inlines:
    return tuple(replace(i, gras=True) if isinstance(i, Texte) else i for i in inlines)
