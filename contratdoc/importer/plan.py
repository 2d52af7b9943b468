"""The tree of sections to the plan of `contrat.yaml`, with a text file a section and a contribution a partner."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.lecture_du_tableau import lire_l_annexe
from contratdoc.ecrits.ecrit import Ecrit
from contratdoc.importer.familles import FAIBLES
from contratdoc.importer.markdown import NIVEAU_MAX, Redaction
from contratdoc.importer.noms import Noms
from contratdoc.importer.partenaires import lire_contribution

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.importer.arbre import Section
    from contratdoc.importer.axes import ChampLu
    from contratdoc.importer.remplissage import ContributionLue
    from contratdoc.importer.unites import Unite
    from contratdoc.source.arbre import Valeur

_PARTENAIRES = re.compile(r"(?:contribution|engagement|fiche)s?\b.*\b(?:partenaire|signataire)s?\b", re.IGNORECASE)
_LONGUEUR_MAX = 60_000
"""Characters of one text file, far below what the Markdown reader admits: a longer section has a file a heading."""
_NIVEAU_ANNEXE = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a unit came to stand: a line of a text, or a field of a YAML file (and a line in it)."""

    unite: Unite
    fichier: str
    ligne: int = 0
    chemin: tuple[str | int, ...] = ()


@dataclass(slots=True)
class Plan:
    """The plan under way, and the files that it names."""

    champs: Sequence[ChampLu]
    communes: Sequence[str]
    quartiers: Mapping[str, str]
    entrees: list[Valeur] = field(default_factory=list)
    textes: dict[str, str] = field(default_factory=dict)
    contributions: list[ContributionLue] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    ajouts: list[str] = field(default_factory=list)
    _noms: Noms = field(default_factory=Noms)
    _ids: Noms = field(default_factory=Noms)
    _partenaires: Noms = field(default_factory=Noms)
    _numerote: bool = True

    def batir(self, racine: Section) -> None:
        """Make the plan of a whole document.

        Args:
            racine: Its sections, the cover and the table of contents left out.
        """
        titres = [s.titre for s in racine.enfants if s.titre is not None]
        self._numerote = any(t.numero or t.famille == "axe" for t in titres) or any(
            s.unite is not None and s.unite.numerote for s in racine.enfants
        )
        self._texte_seul(self.entrees, racine, "introduction", 1)
        for section in racine.enfants:
            entree = self._entree(section, 1)
            if (section.titre is not None and section.titre.famille == "hors") or not self._est_numerotee(section):
                entree.setdefault("numerotation", "non")
            self.entrees.append(entree)

    def _est_numerotee(self, s: Section) -> bool:
        if not self._numerote or s.titre is None:
            return False
        return (
            bool(s.titre.numero) or (s.unite is not None and s.unite.numerote) or s.titre.famille in ("axe", "annexe")
        )

    # --- one entry ----------------------------------------------------------------------------------------------------

    def _entree(self, s: Section, niveau: int) -> dict[str, Valeur]:
        champ = next((c for a in self.champs for c in (a, *a.volets) if c.section is s), None)
        if champ is not None:
            return self._champ(s, champ, niveau)
        if _a_des_partenaires(s):
            return self._annexe_des_partenaires(s, niveau)
        if _est_l_annexe_2(s):
            return self._annexe_2(s, niveau)
        if self._se_partage(s, niveau) or (s.titre is not None and s.titre.famille == "annexe"):
            return self._partagee(s, niveau)
        return {"texte": self._texte(s, niveau)}

    def _se_partage(self, s: Section, niveau: int) -> bool:
        """Say whether a section has an entry of the plan for each one below it, rather than one text for all."""
        speciaux = any(
            (x.titre is not None and x.titre.famille in ("axe", "volet", "contribution", "annexe"))
            or _a_des_partenaires(x)
            or _est_l_annexe_2(x)
            for e in s.enfants
            for x in e.toutes()
        )
        forts = [e for e in s.enfants if e.titre is not None and e.titre.famille not in FAIBLES]
        return speciaux or (niveau == 1 and len(forts) > 1) or (bool(s.enfants) and s.mots() > _LONGUEUR_MAX)

    def _partagee(self, s: Section, niveau: int) -> dict[str, Valeur]:
        entree = self._titre(s, niveau)
        contenu: list[Valeur] = []
        self._texte_seul(contenu, s, f"{s.libelle} introduction", niveau + 1)
        contenu += [self._entree(e, niveau + 1) for e in s.enfants]
        return {**entree, "contenu": contenu} if contenu else entree

    def _titre(self, s: Section, niveau: int, cle: str = "titre") -> dict[str, Valeur]:
        """Write the title of an entry, and how an annexe is numbered."""
        assert s.titre is not None
        entree: dict[str, Valeur] = {cle: s.libelle.strip() or "Sans titre"}
        if s.titre.famille == "annexe" and niveau == _NIVEAU_ANNEXE:
            entree |= {"id": self._ids.donner(f"annexe {s.titre.rang}"), "numerotation": "annexe"}
        if s.unite is not None:
            self.traces.append(Trace(s.unite, "modeles/contrat.yaml", chemin=("plan", cle, str(entree[cle]))))
        return entree

    def _champ(self, s: Section, champ: ChampLu, niveau: int) -> dict[str, Valeur]:
        cle = "axe" if any(champ is a for a in self.champs) else "volet"
        if s.unite is not None:
            self.traces.append(Trace(s.unite, "modeles/orientations.yaml", chemin=(cle, champ.id)))
        contenu: list[Valeur] = []
        self._texte_seul(contenu, s, f"{champ.id} introduction", niveau + 1)
        for e in s.enfants:
            connu = any(c.section is e for c in champ.volets)
            contenu.append(self._entree(e, niveau + 1) if connu else {"texte": self._texte(e, niveau + 1, champ.id)})
        return {cle: champ.id, "contenu": contenu} if contenu else {cle: champ.id}

    def _annexe_des_partenaires(self, s: Section, niveau: int) -> dict[str, Valeur]:
        entree = self._titre(s, niveau)
        parts = [e for e in s.enfants if _est_une_contribution(e, s)]
        contenu: list[Valeur] = []
        self._texte_seul(contenu, s, f"{s.libelle} introduction", niveau + 1)
        noms: list[Valeur] = []
        for e in s.enfants:
            if e in parts:
                lue = lire_contribution(e, self._partenaires, self.communes, quartiers=self.quartiers)
                self.contributions.append(lue)
                fichier = f"contributions/{lue.id}.yaml"
                self.traces += [Trace(u, fichier, ligne, chemin) for u, chemin, ligne in lue.traces]
                noms.append(lue.id)
            else:
                contenu += [{"contributions": noms}] if noms else []
                noms = []
                contenu.append(self._entree(e, niveau + 1))
        if not contenu:
            return {**entree, "contributions": noms}
        if noms:
            contenu.append({"contributions": noms})
        return {**entree, "contenu": contenu}

    def _annexe_2(self, s: Section, niveau: int) -> dict[str, Valeur]:
        """Print the computed table, then the document's own one: it stays until someone has compared the two."""
        entree = self._titre(s, niveau, "annexe_2")
        self.ajouts.append("annexe 2 : le tableau calculé d'après orientations.yaml, au-dessus de celui du document")
        redaction = Redaction(sujet="Tableau du document d'origine")
        redaction.lignes.append("# Tableau du document d'origine")
        redaction.unites(s.unites)
        for e in s.enfants:
            redaction.section(e, 2, NIVEAU_MAX - niveau - 2)
        nom = self._garder(redaction, "annexe 2 d'origine")
        return {**entree, "contenu": [{"texte": nom}]}

    # --- texts --------------------------------------------------------------------------------------------------------

    def _texte_seul(self, contenu: list[Valeur], s: Section, nom: str, niveau: int) -> None:
        """Write what stands right below a heading, before those below it."""
        del niveau
        if s.unites:
            redaction = Redaction(sujet=s.libelle)
            redaction.unites(s.unites)
            contenu.append({"texte": self._garder(redaction, nom)})

    def _texte(self, s: Section, niveau: int, prefixe: str = "") -> str:
        redaction = Redaction()
        redaction.section(s, 1, NIVEAU_MAX - niveau + 1)
        return self._garder(redaction, f"{prefixe} {s.libelle}".strip())

    def _garder(self, redaction: Redaction, nom: str) -> str:
        donne = self._noms.donner(nom, "texte")
        self.textes[donne] = redaction.texte
        self.traces += [Trace(u, f"modeles/texte/{donne}.md", ligne) for u, ligne in redaction.traces]
        return donne


def _est_une_contribution(e: Section, parent: Section) -> bool:
    """Say whether a section is a partner's: called so, or below a heading that gathers them when none is called so."""
    if e.titre is None:
        return False
    if any(x.titre is not None and x.titre.famille == "contribution" for x in parent.enfants):
        return e.titre.famille == "contribution"
    return e.titre.famille not in FAIBLES or e.titre.niveau > 0


def _a_des_partenaires(s: Section) -> bool:
    if any(e.titre is not None and e.titre.famille == "contribution" for e in s.enfants):
        return True
    return (
        bool(s.enfants)
        and _PARTENAIRES.search(s.libelle) is not None
        and any(_est_une_contribution(e, s) for e in s.enfants)
    )


def _est_l_annexe_2(s: Section) -> bool:
    """Say whether the table of orientations and objectives is right below a heading that announces it."""
    if (
        s.titre is None
        or s.unite is None
        or not re.search(r"tableau|synth[èe]se|annexe\s*2", s.unite.texte, re.IGNORECASE)
    ):
        return False
    return lire_l_annexe(Ecrit((s.unite.bloc, *(u.bloc for u in s.unites)))) is not None
