"""Names that must exist, once, and the plan."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

FICHES = (
    Fiche(
        code="CD201",
        nom="identifiant-en-double",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="Un identifiant n'est donné qu'une fois : commune, quartier, signataire, objectif, action, engagement.",
        pourquoi="Avec deux porteurs du même nom, un lien pourrait mener à l'un ou à l'autre.",
        exemple="Deux objectifs « emploi-1a » dans orientations.yaml.",
        correction="Donnez au second un identifiant à lui : « emploi-1b ».",
        source="usage",
    ),
    Fiche(
        code="CD202",
        nom="identifiant-inconnu",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="Ce que cite un identifiant existe : objectif, quartier, commune, indicateur mesuré.",
        pourquoi="Un engagement tenu pour un objectif inexistant ne servirait aucun objectif du contrat.",
        exemple="objectifs: [emploi-1z]",
        correction="objectifs: [emploi-1a]",
        source="usage",
    ),
    Fiche(
        code="CD203",
        nom="identifiant-et-fichier-differents",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="L'identifiant d'une contribution est le nom de son fichier.",
        pourquoi="Le plan cite les contributions par ce nom : deux noms pour un partenaire égarent la suite.",
        exemple="Dans contributions/mission.yaml : id: mission-locale",
        correction="id: mission, ou un fichier nommé mission-locale.yaml",
        source="usage",
    ),
    Fiche(
        code="CD204",
        nom="champ-mal-range",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie=(
            "Les orientations, actions et indicateurs d'un axe qui a des volets sont dans ses volets, et une "
            "action a une orientation."
        ),
        pourquoi="Rangés ailleurs, ils ne seraient imprimés ni dans l'axe ni dans l'annexe 2.",
        exemple="Un axe avec « volets » et, à côté, « actions ».",
        correction="Déplacez les actions dans le volet qu'elles servent.",
        source="usage",
    ),
    Fiche(
        code="CD205",
        nom="entree-du-plan-ambigue",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="Une entrée du plan dit une chose et une seule, et chacune de ses clés a un effet là où elle est.",
        pourquoi="Le plan est l'ordre du contrat : une clé sans effet serait passée sous silence.",
        exemple="- {texte: territoire, axe: emploi}",
        correction="- texte: territoire, puis - axe: emploi",
        source="usage",
    ),
    Fiche(
        code="CD206",
        nom="repetition-dans-le-plan",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="Un texte, un axe, un volet ou une contribution ne figure qu'une fois dans le plan.",
        pourquoi="Imprimé deux fois, le même engagement aurait deux numéros.",
        exemple="contributions: [mission, logis, mission]",
        correction="contributions: [mission, logis]",
        source="usage",
    ),
    Fiche(
        code="CD207",
        nom="nom-du-plan-inconnu",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie="Chaque nom du plan a son fichier, ou son axe dans orientations.yaml.",
        pourquoi=(
            "Une partie annoncée mais absente laisserait un trou dans l'acte à signer ; en brouillon, ce "
            "n'est qu'un avertissement."
        ),
        exemple="contributions: [mission, region], sans fichier region.yaml",
        correction="Créez le fichier avec « contratdoc nouveau », ou retirez le nom du plan.",
        source="usage",
    ),
    Fiche(
        code="CD208",
        nom="oubli-dans-le-plan",
        famille=Famille.REFERENCES,
        severite=Severite.AVERTISSEMENT,
        verifie="Chaque texte, axe, volet et contribution du dossier figure dans le plan.",
        pourquoi="Hors du plan, son contenu n'est pas imprimé : un partenaire manquerait au contrat.",
        exemple="contributions/region.yaml existe, mais le plan ne nomme pas « region ».",
        correction="contributions: [mission, logis, region]",
        source="usage",
    ),
    Fiche(
        code="CD209",
        nom="contribution-en-brouillon",
        famille=Famille.REFERENCES,
        severite=Severite.ERREUR,
        verifie=(
            "Chaque contribution imprimée a été relue par son partenaire ; en brouillon, ce n'est qu'un avertissement."
        ),
        pourquoi="Imprimer dans l'acte à signer un texte non relu engagerait le partenaire sans son accord.",
        exemple="statut: brouillon",
        correction="statut: validé",
        source="usage",
    ),
)
