"""A document, read, to the files of a contract's folder and to what there is to say of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from contratdoc.controles.annexe2 import SUR_L_ECRIT
from contratdoc.diagnostics import Place, avertissement
from contratdoc.ecrits.deviner import contexte_du_texte
from contratdoc.importer import correspondance, regles
from contratdoc.importer.arbre import batir
from contratdoc.importer.axes import en_orientations, lire_champs
from contratdoc.importer.couverture import completer, laisser_le_sommaire, separer, surtitre
from contratdoc.importer.fiche import en_contrat, ids_des_quartiers, lire_fiche
from contratdoc.importer.plan import Plan, Trace
from contratdoc.importer.propositions import en_faits, en_lexique, proposer_les_faits
from contratdoc.importer.reprises import reprendre
from contratdoc.importer.titres import reperer
from contratdoc.importer.unites import Laisse, Source, Unite, mots_de
from contratdoc.source.ecrivain_yaml import ecrire_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.diagnostics import Diagnostic
    from contratdoc.importer.axes import ChampLu
    from contratdoc.importer.choix import Choix
    from contratdoc.importer.familles import Titre
    from contratdoc.importer.remplissage import ContributionLue
    from contratdoc.source.arbre import Valeur

_SCHEMA = "# yaml-language-server: $schema={}.json\n"
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Constat:
    """One line of the report: what was recognised, guessed or left, and how sure it is."""

    dit: str
    confiance: float = 1.0
    ligne: int = 0


@dataclass(frozen=True, slots=True)
class Importation:
    """What an import gives.

    Attributes:
        fichiers: The files of the folder, the side file among them, by path.
        reconnus: What was recognised for sure.
        devines: What was guessed.
        laisses: What went nowhere, and why.
        diagnostics: What the reader has to know: parts of the file left out, Annexe 2 against the axes.
        mots: Words of the document, words in the folder, words left.
    """

    fichiers: Mapping[str, bytes]
    reconnus: tuple[Constat, ...]
    devines: tuple[Constat, ...]
    laisses: tuple[Laisse, ...]
    diagnostics: tuple[Diagnostic, ...]
    mots: tuple[int, int, int]


@dataclass(slots=True)
class _Assemblage:
    source: Source
    fichiers: dict[str, bytes] = field(default_factory=dict)
    devines: list[Constat] = field(default_factory=list)
    reconnus: list[Constat] = field(default_factory=list)
    laisses: list[Laisse] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    contributions: Sequence[ContributionLue] = ()

    def yaml(self, nom: str, valeur: Valeur, schema: str, entete: str = "") -> None:
        self.fichiers[nom] = ecrire_yaml(valeur, _SCHEMA.format(schema) + entete).encode()


def faire_le_dossier(source: Source, choix: Choix) -> Importation:
    """Turn a document into the files of a contract's folder.

    Args:
        source: The document, read and cleaned.
        choix: What the user says of its headings.

    Returns:
        The files, and the report.
    """
    unites, repetes = reprendre(source)
    titres = choix.appliquer(unites, reperer(unites))
    debut = separer(unites, titres)
    rangs = {id(u): i for i, u in enumerate(unites)}
    siens = {k: titres[rangs[id(u)]] for k, u in enumerate(debut.corps) if rangs[id(u)] in titres}
    racine = batir(debut.corps, siens)
    ecrit = Source(source.nom, debut.corps).ecrit()
    champs = lire_champs(racine, ecrit)
    ajoutes = completer(racine, debut.sommaire)
    tout = Source(source.nom, unites).ecrit()
    fiche = lire_fiche(tout, [u.texte for u in debut.couverture])
    plan = Plan(champs, fiche.communes, ids_des_quartiers(fiche))
    plan.batir(racine)
    a = _Assemblage(source, laisses=[*source.laisses, *repetes, *laisser_le_sommaire(debut.sommaire, source.nom)])
    a.traces = [*plan.traces, *(Trace(u, "modeles/contrat.yaml", 0, ("surtitre",)) for u in debut.couverture)]
    a.contributions = plan.contributions
    _textes(a, plan)
    contrat = en_contrat(fiche, [(c.id, str(c.donnees["nom"])) for c in plan.contributions])
    tete = surtitre(debut.couverture, fiche.territoire)
    contrat = {"titre": contrat["titre"], **({"surtitre": tete} if tete else {}), **contrat}
    contrat |= {"repris_de": source.nom, "plan": plan.entrees or [{"titre": "À compléter"}]}
    a.yaml("modeles/contrat.yaml", contrat, "schemas/contrat", _REPRIS)
    a.yaml("modeles/orientations.yaml", {"axes": en_orientations(champs) or [_AXE_ABSENT]}, "schemas/orientations")
    noms = [str(c.donnees["nom"]) for c in plan.contributions]
    a.yaml("modeles/lexique.yaml", en_lexique(tout, fiche, noms), "schemas/lexique")
    faits = proposer_les_faits(tout, fiche)
    a.fichiers["modeles/faits.yaml"] = en_faits(faits).encode()
    a.fichiers |= {f"modeles/images/{n}": o for n, o in source.images.items()}
    a.fichiers["import.plan.yaml"] = choix.ecrire(unites, titres).encode()
    perdues = _perdues(unites, a, {id(u) for u in debut.sommaire})
    a.devines += [Constat(d, c) for d, c in fiche.devines]
    _dire_les_titres(a, siens, debut.corps)
    _dire(a, champs, plan, ajoutes)
    a.reconnus.append(Constat(f"{len(faits)} chiffres avec unité et lieu, proposés dans modeles/faits.yaml"))
    diagnostics = (*source.diagnostics, *perdues, *_annexe_2(tout))
    numeros = {id(debut.corps[k]): t.numero for k, t in siens.items() if t.numero}
    a.laisses += [
        Laisse(Place(source.nom, debut.corps[k].ligne, 1), t.numero, regles.NUMERO_DE_TITRE)
        for k, t in siens.items()
        if t.numero
    ]
    return _conclure(a, diagnostics, sum(len(mots_de(u.texte)) for u in source.unites), numeros)


_REPRIS = (
    "# « repris_de » : ce contrat reprend tel quel un document qui existe. Ses incohérences sont montrées, mais\n"
    "# n'empêchent pas de compiler. Retirez cette ligne quand elles sont corrigées.\n"
)
_AXE_ABSENT: Valeur = {"id": "axe-a-completer", "titre": "Axe à compléter"}


def _textes(a: _Assemblage, plan: Plan) -> None:
    for nom, texte in plan.textes.items():
        a.fichiers[f"modeles/texte/{nom}.md"] = texte.encode()
    for c in plan.contributions:
        a.yaml(f"contributions/{c.id}.yaml", c.donnees, f"../modeles/schemas/{c.donnees['nature']}")


def _perdues(unites: Sequence[Unite], a: _Assemblage, sommaire: set[int]) -> list[Diagnostic]:
    """Put aside, and tell, the units that went nowhere: there should be none."""
    # A unit may be traced under the id that it had when it was placed: the same object all along.
    places = {id(t.unite) for t in a.traces} | sommaire
    oubliees = [u for u in unites if id(u) not in places and u.texte.strip()]
    sortie: list[Diagnostic] = []
    for u in oubliees:
        place = Place(a.source.nom, u.ligne, 1)
        a.laisses.append(Laisse(place, u.texte, "sans-place"))
        message = "Ce passage n'a trouvé place dans aucun fichier du dossier : il est gardé dans import.json."
        sortie.append(avertissement("CD881", message, place, "Ajoutez-le à la main là où il doit être."))
    return sortie


def _annexe_2(tout: Any) -> list[Diagnostic]:
    """Compare the document's own Annexe 2 and table of contents with its text, as the checker does."""
    contexte = contexte_du_texte(tout)
    return [d for regle in SUR_L_ECRIT for d in regle.chercher(tout, contexte)]


def _dire_les_titres(a: _Assemblage, titres: Mapping[int, Titre], corps: Sequence[Unite]) -> None:
    """Say how many headings are sure, and which ones are guesses."""
    a.reconnus.append(Constat(f"{sum(t.confiance >= _SURE for t in titres.values())} titres"))
    for i, t in titres.items():
        if t.confiance < _SURE:
            a.devines.append(Constat(f"titre « {t.libelle[:70]} »", t.confiance, corps[i].ligne))


def _dire(a: _Assemblage, champs: Sequence[ChampLu], plan: Plan, ajoutes: Sequence[str]) -> None:
    """Say what was recognised and what was guessed."""
    a.reconnus.append(Constat(f"{len(plan.textes)} textes, {len(plan.contributions)} contributions"))
    for axe in champs:
        parties = f", {len(axe.volets)} volets" if axe.volets else ""
        tous = [axe, *axe.volets]
        a.reconnus.append(
            Constat(
                f"axe « {axe.titre[:60]} » : {sum(len(c.elements) for c in tous)} orientations, objectifs et actions"
                f"{parties}, {sum(len(c.indicateurs) for c in tous)} indicateurs"
            )
        )
        a.devines += [Constat(f"{c.titre[:40]} : {d}", 0.6, c.debut) for c in tous for d in c.devines]
    for c in plan.contributions:
        champs_lus = "".join(f" ; {dit}" for dit in (*(x.dit for x in c.rangs), *(x.dit for x in c.champs)))
        dit = f"contributions/{c.id}.yaml : {c.donnees['nom']}, nature {c.donnees['nature']}{champs_lus}"
        (a.reconnus if c.nature_sure >= _SURE else a.devines).append(Constat(dit, c.nature_sure))
        for x in c.champs:
            suite = "le passage d'origine reste dans le texte : retirez-le quand vous avez relu"
            dit = f"contributions/{c.id}.yaml, « {x.cle} » : {x.dit} ({suite})"
            a.devines.append(Constat(dit, x.confiance, x.lignes[0]))
    a.devines += [Constat(f"titre ajouté : « {t} »", 0.8) for t in ajoutes]
    a.devines += [Constat(t, 0.9) for t in plan.ajouts]


def _conclure(
    a: _Assemblage, diagnostics: Sequence[Diagnostic], dans_le_texte: int, numeros: Mapping[int, str]
) -> Importation:
    types = [(f"contributions/{c.id}.yaml", x.cle, x.lignes[0], x.dit) for c in a.contributions for x in c.champs]
    lieux = correspondance.situer(a.traces, a.fichiers, numeros)
    lieux += correspondance.situer_les_champs(types, a.fichiers)
    laisses = sorted(a.laisses, key=lambda x: x.place.ligne)
    lus = dans_le_texte + sum(len(mots_de(x.texte)) for x in a.source.laisses)
    otes = sum(len(mots_de(x.texte)) for x in laisses)
    ecrits = sum(lieu.mots for lieu in lieux)
    plus: dict[str, Any] = {
        "mots": {"lus": lus, "ecrits": ecrits, "laisses": otes},
        "devine": [{"dit": c.dit, "confiance": c.confiance, "origine": c.ligne} for c in a.devines],
        "annexe_2": [{"code": d.code, "message": d.message, "origine": d.place.ligne} for d in diagnostics],
    }
    plus["fichiers"] = {nom: hashlib.sha256(octets).hexdigest() for nom, octets in sorted(a.fichiers.items())}
    texte = correspondance.en_json(a.source.nom, a.source.forme, lieux, laisses, plus)
    fichiers = {**a.fichiers, correspondance.FICHIER: texte.encode()}
    return Importation(
        fichiers, tuple(a.reconnus), tuple(a.devines), tuple(laisses), tuple(diagnostics), (lus, ecrits, otes)
    )
