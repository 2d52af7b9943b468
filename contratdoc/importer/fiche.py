"""What the contract is: its territory, period, communes and neighbourhoods, read in its cover, tables and sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.ecrits.deviner import deviner_periode
from contratdoc.ecrits.nombres import nombres_de
from contratdoc.ecrits.ressemblance import mots
from contratdoc.importer.noms import Noms, identifiant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Ecrit
    from contratdoc.source.arbre import Valeur

_MAJ = r"[A-ZÀ-Ý][\w'’-]*"
_LIAISON = r"(?:d['’]|de\sla\s|de\sl['’]|du\s|des\s|de\s|le\s|la\s|les\s|en\s|et\s|l['’]|sur\s|sous\s)"
_NOM_DE_LIEU = rf"{_MAJ}(?:[\s](?:{_LIAISON})*{_MAJ}){{0,5}}"
_TERRITOIRE = re.compile(
    rf"\b(?:Communauté\s(?:d['’]agglomération|de\s(?:communes|ville)|urbaine)|Agglomération|Métropole|Eurométropole)"
    rf"\s(?:{_LIAISON})*{_NOM_DE_LIEU}",
)
_COMMUNES = re.compile(rf"communes?[^.:]{{0,80}}:\s*({_NOM_DE_LIEU}(?:\s*(?:,|\bet\b)\s*{_NOM_DE_LIEU}){{0,30}})")
_QUARTIER = re.compile(r"(?:nom (?:du |des )?)?quartier|qpv")
_DEFAUT = "2024-2030"
"""The period of the contracts « Engagements Quartiers 2030 » (circulaire du 31 août 2023)."""
_PARENTHESE = re.compile(r"\s*\(([^()]+)\)\s*$")
_CASES = (
    ("population", re.compile(r"population (?!communale)(?:en )?\d{4}|^population$|habitant")),
    ("revenu_median", re.compile(r"revenu median")),
    ("part", re.compile(r"part de la population")),
)


@dataclass(slots=True)
class QuartierLu:
    """A neighbourhood of a table."""

    nom: str
    commune: str
    donnees: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class FicheLue:
    """What is known of the contract, and what had to be supposed (with how sure it is)."""

    territoire: str
    periode: str
    communes: list[str] = field(default_factory=list)
    quartiers: list[QuartierLu] = field(default_factory=list)
    devines: list[tuple[str, float]] = field(default_factory=list)


def lire_fiche(ecrit: Ecrit, couverture: Sequence[str]) -> FicheLue:
    """Read what the contract is.

    Args:
        ecrit: The document.
        couverture: The lines of its cover.

    Returns:
        What it says, and placeholders where the folder cannot do without (« à compléter »).
    """
    devines: list[tuple[str, float]] = []
    lue = deviner_periode(ecrit)
    if lue is None:
        devines.append(
            (f"période : {_DEFAUT}, celle des contrats « Quartiers 2030 » ; le document n'en dit aucune", 0.3)
        )
    periode = f"{lue[0]}-{lue[1]}" if lue is not None else _DEFAUT
    fiche = FicheLue(_territoire(ecrit, couverture, devines), periode, devines=devines)
    fiche.quartiers = _quartiers(ecrit)
    fiche.communes = _communes(ecrit, fiche)
    return fiche


def _territoire(ecrit: Ecrit, couverture: Sequence[str], devines: list[tuple[str, float]]) -> str:
    """Return the name of the agglomeration most often written; the cover counts more."""
    fois: Counter[str] = Counter()
    for texte, poids in ((" ".join(couverture), 20), (ecrit.texte.replace("\n", " . "), 1)):
        for m in _TERRITOIRE.finditer(texte):
            fois[" ".join(m[0].split())] += poids
    if fois:
        nom = max(fois, key=lambda n: (fois[n], len(n)))
        devines.append((f"territoire : {nom}", 0.9 if fois[nom] > 2 else 0.6))  # noqa: PLR2004 - twice may be chance
        return nom
    devines.append(("territoire : à compléter, aucun nom d'agglomération n'a été lu", 0.1))
    return "Agglomération à compléter"


# --- neighbourhoods and communes ------------------------------------------------------------------------------------


def _quartiers(ecrit: Ecrit) -> list[QuartierLu]:
    """Read the neighbourhoods in the tables whose first column is theirs."""
    lus: dict[str, QuartierLu] = {}
    for tableau in ecrit.tableaux:
        entete = [" ".join(mots(c.texte)) for c in tableau.lignes[0]]
        if not entete or not _QUARTIER.match(entete[0]) or not any(m.search(t) for t in entete[1:] for _, m in _CASES):
            continue
        for ligne in tableau.lignes[1:]:
            nom = " ".join(ligne[0].texte.split()) if ligne else ""
            if nom and "total" not in nom.casefold():
                _un_quartier(lus, nom, entete, [c.texte for c in ligne])
    return list(lus.values())


def _un_quartier(lus: dict[str, QuartierLu], nom: str, entete: Sequence[str], cases: Sequence[str]) -> None:
    """Add a neighbourhood, or what one more table says of it; its words may stand in another order."""
    m = _PARENTHESE.search(nom)
    court = nom[: m.start()] if m is not None else nom
    cle = "-".join(sorted(identifiant(court).split("-")))
    q = lus.setdefault(cle, QuartierLu(court.strip(), m[1].strip() if m is not None else ""))
    for champ, motif in _CASES:
        i = next((i for i, t in enumerate(entete) if i and motif.search(t)), None)
        nombres = nombres_de(cases[i]) if i is not None and i < len(cases) else ()
        if i is not None and len(nombres) == 1:
            q.donnees.setdefault(champ, _valeur(champ, cases[i]))
            annee = re.search(r"\b(?:19|20)\d{2}\b", entete[i])
            if champ == "population" and annee is not None:
                q.donnees.setdefault("annee", annee[0])


def _valeur(cle: str, texte: str) -> str:
    texte = " ".join(texte.split())
    if cle == "part" and "%" not in texte:
        return f"{texte} %"
    return f"{texte} €" if cle == "revenu_median" and "€" not in texte else texte


def _communes(ecrit: Ecrit, fiche: FicheLue) -> list[str]:
    """Return the communes of the neighbourhoods, each in the spelling that the text uses most."""
    citees = [
        m[1] for p in ecrit.passages if (m := _COMMUNES.search(p.texte)) is not None and "ville" in p.texte.casefold()
    ]
    listees = [" ".join(n.split()) for c in citees[:1] for n in re.split(r",|\bet\b", c) if n.strip()]
    texte = ecrit.texte
    noms: dict[str, str] = {}
    for nom in (*(q.commune for q in fiche.quartiers), *listees):
        if nom:
            cle = _cle_connue(identifiant(nom), noms)
            noms[cle] = max((noms.get(cle, nom), *_graphies(nom, texte)), key=texte.count)
    for q in fiche.quartiers:
        q.commune = (
            noms.get(_cle_connue(identifiant(q.commune), noms), "") if q.commune else _commune_proche(q, noms, texte)
        )
    return list(noms.values())


def _graphies(nom: str, texte: str) -> list[str]:
    """Return the ways in which a text writes a name: its hyphens come and go."""
    motif = r"[ -]".join(re.escape(m) for m in re.split(r"[ -]", nom))
    return [nom, *dict.fromkeys(re.findall(motif, texte))]


def _cle_connue(cle: str, noms: dict[str, str]) -> str:
    """Return the key of the same commune written otherwise: one letter of difference is a slip."""
    return next((k for k in noms if k == cle or _a_une_lettre(k, cle)), cle)


def _a_une_lettre(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or len(a) < 6:  # noqa: PLR2004 - short names differ by a letter and are two
        return False
    debut = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[debut + 1 :] == b[debut + 1 :] or a[debut + 1 :] == b[debut:] or a[debut:] == b[debut + 1 :]


def _commune_proche(q: QuartierLu, noms: dict[str, str], texte: str) -> str:
    """Return the commune most often named right after a neighbourhood."""
    fois = Counter(
        nom for nom in noms.values() for _ in re.finditer(rf"{re.escape(q.nom)}[^.\n]{{0,40}}{re.escape(nom)}", texte)
    )
    return fois.most_common(1)[0][0] if fois else ""


# --- contrat.yaml ---------------------------------------------------------------------------------------------------


def ids_des_quartiers(fiche: FicheLue) -> dict[str, str]:
    """Give each neighbourhood its identifier.

    Args:
        fiche: What was read.

    Returns:
        The identifiers, by name.
    """
    lieux = Noms()
    return {q.nom: lieux.donner(q.nom, "quartier") for q in fiche.quartiers}


def en_contrat(fiche: FicheLue, partenaires: Sequence[tuple[str, str]]) -> dict[str, Valeur]:
    """Write the identity of the contract as `contrat.yaml` has it, its plan left out.

    Args:
        fiche: What was read.
        partenaires: Identifier and name of each contributor: the signatories, until the user says better.

    Returns:
        The keys from `titre` to `parties`.
    """
    ids = Noms()
    communes = {nom: ids.donner(nom, "commune") for nom in fiche.communes} or {
        "Commune à compléter": "commune-a-completer"
    }
    defaut = next(iter(communes.values()))
    if not fiche.communes:
        fiche.devines.append(("communes : à compléter, aucune n'a été reconnue", 0.1))
    if not fiche.quartiers:
        fiche.devines.append(("quartiers prioritaires : à compléter, aucun tableau ne les donne", 0.1))
    noms = ids_des_quartiers(fiche)
    quartiers: list[Valeur] = []
    for q in fiche.quartiers or [QuartierLu("Quartier à compléter", "")]:
        if not q.commune or q.commune not in communes:
            fiche.devines.append((f"commune du quartier « {q.nom} » : à vérifier", 0.2))
        nom = noms.get(q.nom) or identifiant(q.nom)
        quartiers.append({"id": nom, "nom": q.nom, "commune": communes.get(q.commune, defaut), **q.donnees})
    parties: list[Valeur] = [{"id": "agglomeration", "organisme": fiche.territoire, "qualite": "Président"}]
    parties += [
        {"id": i, "organisme": nom, "qualite": "Représentant, à compléter"}
        for i, nom in partenaires
        if i != "agglomeration"
    ]
    listees: list[Valeur] = [{"id": i, "nom": n} for n, i in communes.items()]
    return {
        "titre": "Contrat de Ville",
        "periode": fiche.periode,
        "territoire": {"nom": fiche.territoire},
        "communes": listees,
        "quartiers": quartiers,
        "parties": parties,
    }
