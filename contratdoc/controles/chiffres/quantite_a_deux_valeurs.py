"""CD415: one quantity that the text gives twice, with two values and nothing to tell them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.evenements import evenements_contradictoires
from contratdoc.controles.chiffres.grille import grilles_de
from contratdoc.controles.chiffres.perimetres import AGGLO, actuelles, cle, populations_de
from contratdoc.controles.chiffres.quantites import Valeur, valeurs_de
from contratdoc.controles.chiffres.titres_de_colonne import titre_de_colonne
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.grille import Case, Grille, Rangee
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD415",
    nom="quantite-a-deux-valeurs",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Une même quantité (même entité, même unité, même périmètre) n'a qu'une valeur dans le contrat, sauf "
        "si l'année, la "
        "source ou le périmètre qui distingue les deux valeurs est écrit."
    ),
    pourquoi="De deux valeurs, le lecteur ne sait laquelle croire, et celle qui est fausse sera reprise ailleurs.",
    exemple="L'hôpital d'Aubry compte 300 lits. […] L'hôpital d'Aubry a un total d'environ 150 lits.",
    correction="Gardez la bonne valeur, ou écrivez l'année, la source et le périmètre de chacune.",
    source="usage",
)
_SOUS_UN_MEME_NOM = Decimal("1.35")
_SURES = ("lit", "place", "chambre", "élève", "résident")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of every rule
    """Find the quantities given with two values, in sentences and in tables, and the events given with two dates."""
    grilles = tuple(lectures[0] for lectures in grilles_de(ecrit))
    groupes: dict[tuple[str, str], list[Valeur]] = defaultdict(list)
    for v in valeurs_de(ecrit, actuelles(populations_de(ecrit, grilles))):
        groupes[v.entite, v.quantite].append(v)
    for (_, quantite), valeurs in groupes.items():
        yield from _comparer(quantite, valeurs)
    yield from _tableaux(grilles)
    for e in evenements_contradictoires(ecrit):
        yield FICHE.constat(e.message, e.place, e.aide, autres=e.autres, severite=e.severite)


def _comparer(quantite: str, valeurs: Sequence[Valeur]) -> Iterator[Diagnostic]:
    """Compare the values of a quantity that neither a year nor a rounding sets apart; one finding for all."""
    premiere = valeurs[0]
    distinctes: list[Valeur] = [premiere]
    for v in valeurs[1:]:
        if any(_meme(v, d) for d in distinctes) or not _comparables(v, premiere) or _enfants_du_tableau(v, premiere):
            continue
        distinctes.append(v)
    contredites = [v for v in distinctes[1:] if any(_en_conflit(v, d) for d in distinctes if d is not v)]
    if not contredites:
        return
    dites = ", ".join(f"« {v.extrait} »" for v in [premiere, *contredites][:5])
    source_dite = any(v.source or v.annee for v in (premiere, *contredites))
    sure = quantite in _SURES and not source_dite
    message = f"{_nom(premiere)} a {len(contredites) + 1} valeurs dans le texte : {dites}."
    autres = tuple((v.place, f"ici, « {v.extrait} »") for v in (premiere, *contredites[1:]))[:4]
    severite = Severite.ERREUR if sure else Severite.AVERTISSEMENT
    yield FICHE.constat(message, contredites[0].place, FICHE.correction, autres=autres, severite=severite)


def _nom(v: Valeur) -> str:
    noms = {
        "habitants": "Le nombre d'habitants",
        "actifs": "Le nombre d'actifs",
        "ménages": "Le nombre de ménages",
        "communes": "Le nombre de communes",
        "quartiers prioritaires": "Le nombre de quartiers prioritaires",
    }
    quoi = noms.get(v.quantite, f"La {v.quantite}" if v.quantite.startswith("part") else f"Le nombre de {v.quantite}s")
    de = " de l'agglomération" if v.entite == AGGLO else " d'un même lieu"
    return quoi + (" d'un même établissement" if v.quantite in _SURES else de)


def _meme(a: Valeur, b: Valeur) -> bool:
    touche = a.mesure.bas < b.mesure.haut and b.mesure.bas < a.mesure.haut
    return touche or a.exacte == b.exacte


def _comparables(a: Valeur, b: Valeur) -> bool:
    """Say whether two values can be of one quantity: a tenfold number of inhabitants is of another place."""
    if a.quantite in (*_SURES, "quartiers prioritaires", "communes"):
        return True
    return _proches(a.exacte, b.exacte)


def _proches(a: Decimal, b: Decimal) -> bool:
    petit, grand = sorted((a, b))
    return grand <= petit * _SOUS_UN_MEME_NOM


def _enfants_du_tableau(a: Valeur, b: Valeur) -> bool:
    """Two cells are compared by their tables, whose headers tell more."""
    return a.source == b.source == "tableau"


def _en_conflit(a: Valeur, b: Valeur) -> bool:
    return not _meme(a, b) and not (a.annee and b.annee and a.annee != b.annee)


def _tableaux(grilles: Sequence[Grille]) -> Iterator[Diagnostic]:
    """Compare the cells of two tables for the same place and the same header, the year included."""
    vues: dict[tuple[str, str], tuple[Grille, Rangee, Case]] = {}
    for grille in grilles:
        libelles = Counter(_lieu(r)[0] for r in grille.rangees)
        for j in range(max((len(r.cases) for r in grille.rangees), default=0)):
            titre = _titre_propre(titre_de_colonne(grille, j))
            for r in grille.rangees if titre else ():
                case, (lieu, commune) = r.case(j), _lieu(r)
                if case.valeur is None or case.passage is None or r.total or not lieu or libelles[lieu] > 1:
                    continue
                autre_grille, rangee, autre = vues.setdefault((lieu, titre), (grille, r, case))
                if (
                    autre_grille is grille
                    or autre.passage is None
                    or {autre.valeur, autre.unite} == {case.valeur, case.unite}
                ):
                    continue
                if commune and _lieu(rangee)[1] and commune != _lieu(rangee)[1]:
                    continue
                # « Aubry »: the commune in one table, its neighbourhood in the other.
                if autre.valeur is None or not _proches(case.valeur, autre.valeur):
                    continue
                message = (
                    f"« {r.libelle[:50]} » a deux valeurs pour « {titre_de_colonne(grille, j)[:50]} » : "
                    f"« {autre.texte} » et « {case.texte} »."
                )
                autres = ((autre.passage.place(), f"ici, « {autre.texte} »"),)
                # Two communes may each have a « Centre »: only the same whole label is the same place for sure.
                severite = Severite.ERREUR if cle(r.libelle) == cle(rangee.libelle) else Severite.AVERTISSEMENT
                yield FICHE.constat(message, case.passage.place(), FICHE.correction, autres=autres, severite=severite)


def _lieu(r: Rangee) -> tuple[str, str]:
    """Split « Nord (Aubry) » into the place and its commune."""
    nom, _, commune = r.libelle.partition("(")
    return cle(nom), cle(commune)


def _titre_propre(titre: str) -> str:
    """Return the header that names an attribute of a place, the same in all tables; nothing for any other."""
    mots = titre.casefold()
    if mots.startswith("revenu médian"):
        return "revenu médian" + "".join(c for c in mots if c.isdigit())
    if mots.startswith(("population", "part de la population communale", "superficie", "code")):
        return mots.replace(" en ", " ")
    return ""
