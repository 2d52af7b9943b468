"""Where a block of the main text stands, as a jurist says it: « le troisième alinéa du A du 1 de la partie I »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.document.francais import Groupe, minuscule, ordinal
from contratdoc.document.noeuds import Tableau, Titre
from contratdoc.document.redacteur import texte_de
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.avenants.canonique import Bloc, Canonique
    from contratdoc.contrat.contrat import Contrat
    from contratdoc.document.noeuds import Document
    from contratdoc.schema.modeles import EntreePlan

_ELEMENT = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LEGENDE = re.compile(r"^Tableau\s?:\s+(.*?)\s*(?:\{#[\w-]+\})?$", re.DOTALL)
_SEUL = re.compile(r"^\{\{\s*([\w.-]+)\s*\}\}$")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:")
_IMAGE = re.compile(r"^!\[([^\]]*)\].*", re.DOTALL)


def nature_du_bloc(texte: str) -> str:
    """Say what a block of Markdown is: titre, tableau, legende, note, image, genere, or alinea for all others."""
    if re.match(r"#{1,6}\s", texte):
        return "titre"
    if any(ligne.lstrip().startswith("|") for ligne in texte.split("\n")):
        return "tableau"
    formes = ((_LEGENDE, "legende"), (_NOTE, "note"), (_IMAGE, "image"), (_SEUL, "genere"))
    nom = next((nom for forme, nom in formes if forme.match(texte)), "alinea")
    return "commentaire" if texte.startswith("<!--") else nom


def alineas_du_bloc(texte: str) -> list[str]:
    """Cut a block into alinéas: a paragraph is one, each item of a list is one; a heading or a table has none."""
    if nature_du_bloc(texte) != "alinea":
        return []
    alineas: list[str] = []
    for ligne in texte.split("\n"):
        if not alineas or _ELEMENT.match(ligne):
            alineas.append(ligne)
        else:
            alineas[-1] += f"\n{ligne}"
    return alineas


def intitule(texte: str) -> str:
    """Return the words of a heading written in Markdown, or of a table's caption."""
    trouve = _LEGENDE.match(texte)
    return trouve[1] if trouve is not None else re.sub(r"\s*\{#[\w-]+\}\s*$", "", texte).lstrip("# ")


@dataclass(slots=True)
class Lieux:
    """The headings of a compiled contract, and the texts that stand below them.

    Attributes:
        contrat: The contract compiled.
        document: Its document.
        reference: The same contract as data.
    """

    contrat: Contrat
    document: Document
    reference: Canonique
    titres: list[Titre] = field(init=False)
    tetes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        blocs = [b for s in self.document.sections for b in s.blocs]
        self.titres = [b for b in blocs if isinstance(b, Titre)]
        self._situer(self.contrat.plan, 1, -1)

    # --- headings -------------------------------------------------------------------------------------------------

    def ancre(self, ancre: str) -> Groupe | None:
        """Name the place of a heading by its anchor; None when the contract has no such heading."""
        rang = next((i for i, t in enumerate(self.titres) if t.ancre == ancre), None)
        return None if rang is None else self.titre(rang)

    def titre(self, rang: int, *, nomme: bool = True) -> Groupe:
        """Name the place of a heading: « le A du 1 de la partie I (« Contexte ») ».

        Args:
            rang: Its rank among all headings.
            nomme: True to add its words.

        Returns:
            The place.
        """
        titre = self.titres[rang]
        texte = texte_de(titre.contenu)
        if titre.numero.startswith(("Axe ", "Annexe ")):
            return Groupe(minuscule(titre.numero), feminin=titre.numero.startswith("Annexe"))
        parent = self._parent(rang)
        au_dessus = None if parent is None else self.titre(parent, nomme=False)
        if titre.ancre.startswith("volet-"):
            return Groupe(minuscule(texte)).dans(au_dessus)
        if titre.ancre.startswith("contribution-") and texte.startswith("Contribution "):
            return Groupe(minuscule(texte), feminin=True).avec(f"({au_dessus.texte})" if au_dessus else "")
        if texte == "Préambule":
            return Groupe("préambule")
        if not titre.numero:
            return Groupe(f"rubrique « {texte} »", feminin=True).dans(au_dessus)
        groupe = Groupe(f"partie {titre.numero}", feminin=True) if titre.niveau == 1 else Groupe(titre.numero)
        return groupe.dans(au_dessus).avec(f"(« {texte} »)" if nomme else "")

    def _parent(self, rang: int) -> int | None:
        niveau = self.titres[rang].niveau
        return next((i for i in range(rang - 1, -1, -1) if self.titres[i].niveau < niveau), None)

    # --- the plan: what stands before the first heading of a text -------------------------------------------------

    def _situer(self, plan: Sequence[EntreePlan], niveau: int, ici: int) -> int:
        """Follow the plan along the headings; return the rank of the last heading written."""
        for entree in plan:
            if entree.texte is not None:
                fichier = f"modeles/texte/{entree.texte}.md"
                self.tetes[fichier] = ici
                ici = max((i for i, t in enumerate(self.titres) if _vient_de(t, fichier)), default=ici)
            else:
                ici = next((i for i in range(ici + 1, len(self.titres)) if self.titres[i].niveau == niveau), ici)
            noms = [f"contribution-{nom}" for nom in entree.contributions or ()]
            ici = max((i for i, t in enumerate(self.titres) if t.ancre in noms), default=ici)
            ici = self._situer(entree.contenu, niveau + 1, ici)
        return ici

    # --- blocks ---------------------------------------------------------------------------------------------------

    def texte(self, fichier: str) -> Groupe:
        """Name the place of a whole text: that of its first heading, else the heading that it stands under."""
        premier = next((i for i, t in enumerate(self.titres) if _vient_de(t, fichier)), self.tetes.get(fichier, -1))
        return self.titre(premier) if premier >= 0 else Groupe("contrat")

    def bloc(self, fichier: str, nom: str, mots: str = "") -> Groupe | None:
        """Name a block.

        Args:
            fichier: The text's file.
            nom: The block's id.
            mots: Words in it, to name the one item of a list that holds them.

        Returns:
            The block, or None when the contract has none of this id.
        """
        blocs = self.reference.textes.get(fichier, ())
        rang = next((i for i, b in enumerate(blocs) if b.id == nom), None)
        if rang is None:
            return None
        lieu, freres = self._dessous(fichier, blocs, rang)
        texte = blocs[rang].texte
        nature = nature_du_bloc(texte)
        if nature == "note":
            return self._note(fichier, blocs, blocs[rang], lieu)
        if nature == "alinea":
            avant = sum(len(alineas_du_bloc(b.texte)) for b in freres)
            return _alineas(avant, alineas_du_bloc(texte), mots).dans(lieu)
        return self._autre(nature, blocs, rang, lieu)

    def _autre(self, nature: str, blocs: Sequence[Bloc], rang: int, lieu: Groupe | None) -> Groupe:
        match nature:
            case "tableau":
                return self._tableau(blocs, rang).dans(lieu)
            case "legende":
                return Groupe("intitulé").dans(self._tableau(blocs, rang + 1).dans(lieu))
            case "image":
                return Groupe(f"image « {_IMAGE.sub(_alternative, blocs[rang].texte)} »", feminin=True).dans(lieu)
            case "genere":
                return _genere(blocs[rang].texte).dans(lieu)
        return Groupe("intitulé").dans(lieu) if nature == "titre" else Groupe("annotation", feminin=True).dans(lieu)

    def _dessous(self, fichier: str, blocs: Sequence[Bloc], rang: int) -> tuple[Groupe | None, Sequence[Bloc]]:
        """Find the heading that a block stands under (or is), and the blocks between the two."""
        debut = next((i for i in range(rang, -1, -1) if nature_du_bloc(blocs[i].texte) == "titre"), None)
        if debut is None:
            tete = self.tetes.get(fichier, -1)
            return (self.titre(tete) if tete >= 0 else None), blocs[:rang]
        ligne = 1 + sum(b.texte.count("\n") + 2 for b in blocs[:debut])
        ici = next((i for i, t in enumerate(self.titres) if _vient_de(t, fichier, ligne)), None)
        lieu = self.titre(ici) if ici is not None else Groupe(f"rubrique « {intitule(blocs[debut].texte)} »", True)
        return lieu, blocs[debut + 1 : rang]

    def _tableau(self, blocs: Sequence[Bloc], rang: int) -> Groupe:
        texte = blocs[rang].texte if rang < len(blocs) else ""
        avant = texte if _LEGENDE.match(texte.partition("\n")[0]) else blocs[rang - 1].texte if rang else ""
        lue = _LEGENDE.match(avant.partition("\n|")[0].strip())
        if lue is None:
            return Groupe("tableau")
        dite = composer_texte(" ".join(lue[1].split()))
        numeros = [t.numero for t in self._tableaux() if texte_de(t.legende) == dite]
        return Groupe(f"tableau {numeros[0]} (« {dite} »)" if len(numeros) == 1 else f"tableau « {dite} »")

    def _tableaux(self) -> Iterator[Tableau]:
        return (b for s in self.document.sections for b in s.blocs if isinstance(b, Tableau))

    def _note(self, fichier: str, blocs: Sequence[Bloc], note: Bloc, lieu: Groupe | None) -> Groupe:
        nom = note.texte[2:].partition("]")[0]
        appel = next((b for b in blocs if b.id != note.id and f"[^{nom}]" in b.texte), None)
        ou = self.bloc(fichier, appel.id, f"[^{nom}]") if appel is not None else None
        return Groupe("note appelée", True).avec(ou.a()) if ou is not None else Groupe("note", True).dans(lieu)


def _vient_de(titre: Titre, fichier: str, ligne: int | None = None) -> bool:
    o = titre.origine
    return o is not None and o.fichier == fichier and (ligne is None or o.ligne == ligne)


def _alineas(avant: int, alineas: list[str], mots: str) -> Groupe:
    la = [i for i, a in enumerate(alineas) if mots and mots in a]
    if len(alineas) == 1 or len(la) == 1:
        return Groupe(f"{ordinal(avant + 1 + (la[0] if la else 0))} alinéa")
    return Groupe(f"{ordinal(avant + 1)} à {ordinal(avant + len(alineas))} alinéas", pluriel=True)


def _alternative(trouve: re.Match[str]) -> str:
    return trouve[1]


def _genere(texte: str) -> Groupe:
    dit = _SEUL.match(texte)
    nom = dit[1] if dit is not None else ""
    if nom.endswith(".orientations"):
        return Groupe("énoncé des orientations")
    return Groupe("figure", feminin=True) if nom.startswith("figure") else Groupe("tableau")
