"""What a text counts, of whom: the beds of a hospital, the actives of the agglomeration, the share of an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Mesure, dit, lisible, mesure
from contratdoc.controles.chiffres.perimetres import AGGLO, cle, perimetre_de
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.nombres import NombreLu, lire_cardinal, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.perimetres import Population
    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Ecrit

_ANNEE = re.compile(r"(?<!rapport à )(?<!depuis )\b(?:19|20)\d\d\b")
_COMPTES = frozenset({"actifs", "ménages"})
_MIN = 1000
_VARIATION = re.compile(
    r"\b(?:gain|hausse|baisse|augment\w+|diminu\w+|suppl[ée]mentaires?|dont|parmi|sur|contre|depuis)\b|\+",
    re.IGNORECASE,
)

_NOM = r"(?:« ?[^»]{2,40} ?»|(?:de |du |des |d['’])?(?:la |l['’])?[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+){0,3})"
_ETABLISSEMENT = re.compile(
    r"\b(?P<genre>[Hh]ôpital|[Cc]entre [Hh]ospitalier(?: [Rr]égional| [Uu]niversitaire)?|CHR?U?(?= d)"
    r"|[Cc]linique|EHPAD|[Ff]oyer"
    rf"|[Rr]ésidence|[Cc]rèche|IME|ESAT|SESSAD|CADA|[Ll]ycée|[Cc]ollège) (?P<nom>{_NOM})"
)
_HOPITAL = re.compile(r"h[ôo]pital|centre hosp|ch", re.IGNORECASE)
_CAPACITES = frozenset({"lits", "lit", "places", "chambres", "élèves", "résidents"})
_FIN_DE_CAPACITE = re.compile(r"\s*(?:$|[.,;:)]|et\b|au total|environ)")
_COURT = 60
_RETOUR = 2

_QUARTIERS = re.compile(
    r"\b(?:[Cc]omprend|[Cc]ompte|[Pp]ossède|[Aa]brite|[Dd]ispose de|[Ll]es|[Ss]es|[Dd]es)\s(?P<n>deux|trois"
    r"|quatre|cinq|six|\d{1,2})\s"
    r"(?:[Qq]uartiers\s(?:[Pp]rioritaires|« ?[Pp]olitique de la ville)|QPV\b)"
)
_COMMUNES = re.compile(
    r"\b(?:constituée?|composée?|formée?|regroupe|réunit|compte|rassemble)\s(?:de |par |d['’])?(?P<n>\d{1,3}"
    r"|[a-z]+)\scommunes\b"
    r"(?!\s(?:concern|signataire|du contrat|couver|dont|qui|éligib|membres))"
)
_INDICES = ("uartiers", "communes", "QPV")
_TRANCHE = re.compile(
    r"(?P<age>\bmoins de \d{1,2} ans|\b\d{1,2} ans (?:et|ou) plus|\bplus de \d{1,2} "
    r"ans)\b(?P<entre>[^.;%\d]{0,60}?)(?P<n>\d{1,2}(?:[,.]\d+)?)\s?%"
)


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value that a text gives to one quantity of one entity; `annee` and `source` tell it from another, if known."""

    entite: str
    quantite: str
    mesure: Mesure
    annee: str
    source: str
    place: Place
    extrait: str

    @property
    def exacte(self) -> Decimal:
        """The value as written."""
        return self.mesure.nombre.valeur


def valeurs_de(ecrit: Ecrit, populations: Sequence[Population]) -> Iterator[Valeur]:
    """Gather the values of the quantities whose entity is sure.

    Args:
        ecrit: The text.
        populations: The populations that it gives.

    Yields:
        The values, by kind.
    """
    yield from _des_populations(populations)
    sous_qui = AGGLO
    for i, p in enumerate(ecrit.passages):
        if p.nature in (Nature.TITRE, Nature.INTERTITRE):
            sous_qui = perimetre_de(p.libelle, len(p.libelle)) or (AGGLO if p.nature is Nature.TITRE else sous_qui)
        lu = lisible(p)
        if lu:
            yield from _comptes(p, sous_qui)
            yield from _capacites(ecrit.passages, i)
        if any(mot in p.texte for mot in _INDICES) and (lu or not nombres_de(p.texte)):
            yield from _nombres_en_lettres(p)


def _des_populations(populations: Sequence[Population]) -> Iterator[Valeur]:
    agglos = [p.mesure.nombre.valeur for p in populations if p.perimetre == AGGLO]
    for p in populations:
        v = p.mesure.nombre.valeur
        # « Sur 62 433 habitants »: a number so near that of the agglomeration is its own.
        proche = not p.perimetre and any(abs(v - a) * 50 < a for a in agglos)
        entite = AGGLO if proche else p.perimetre
        if entite:
            yield Valeur(entite, "habitants", p.mesure, p.annee, p.source, p.place, p.extrait)


def _phrase(texte: str, rang: int) -> tuple[int, int]:
    return next(((a, b) for a, b in phrases_de(texte) if a <= rang < b), (0, len(texte)))


def _annee(texte: str, rang: int, debut: int) -> str:
    """The year of a figure: the one in its clause, or before it in its sentence."""
    suite = re.split(r"[,;.()]|\bcontre\b", texte[rang : rang + _COURT])[0]
    apres, avant = _ANNEE.search(suite), _ANNEE.search(texte, debut, rang)
    return apres[0] if apres else avant[0] if avant else ""


def _comptes(p: Passage, sous_qui: str) -> Iterator[Valeur]:
    texte = p.texte
    for n in nombres_de(texte):
        if n.unite in _COMPTES and n.valeur >= _MIN and not n.annee:
            debut, _ = _phrase(texte, n.debut)
            if not _VARIATION.search(texte, max(debut, n.debut - _COURT // 2), n.debut):
                qui = perimetre_de(texte, n.debut) or sous_qui
                yield Valeur(
                    qui,
                    n.unite,
                    mesure(texte, n),
                    _annee(texte, n.fin_unite, debut),
                    "",
                    p.place(n.debut),
                    dit(texte, n),
                )
    if " ans" not in texte or "%" not in texte:
        return
    for m in _TRANCHE.finditer(texte):
        lu = next((x for x in nombres_de(texte) if x.debut == m.start("n")), None)
        if lu is None or re.search(
            r"\b(?:hausse|baiss\w+|augment\w+|diminu\w+|passant|réduit\w*|chômage|taux|parmi)\b", m["entre"]
        ):
            continue
        debut, _ = _phrase(texte, m.start())
        avant = texte[debut : m.start()]
        if re.search(r"chômage|pauvreté|emploi|parmi|passant|passée?|réduit\w*|scolaris", avant):
            continue
        # « … 42 % au Parc Sud »: the place may follow the share.
        suite = re.split(r"[\d,;.]", texte[m.end() : m.end() + _COURT])[0]
        qui = perimetre_de(f"x {suite}", len(suite) + 2) or perimetre_de(texte, m.start()) or sous_qui
        extrait = f"{m['age']} : {dit(texte, lu)}"
        yield Valeur(
            qui,
            f"part des {m['age']}",
            mesure(texte, lu),
            _annee(texte, lu.fin_unite, debut),
            "",
            p.place(lu.debut),
            extrait,
        )


def _capacites(passages: Sequence[Passage], i: int) -> Iterator[Valeur]:
    """Read the capacity of an establishment named in the passage, or right above it."""
    p = passages[i]
    lus = [n for n in nombres_de(p.texte) if n.unite in _CAPACITES and n.valeur > 0]
    if not lus:
        return
    for n in lus:
        debut, _ = _phrase(p.texte, n.debut)
        avant = p.texte[debut : n.debut]
        if not _FIN_DE_CAPACITE.match(p.texte, n.fin_unite) or re.search(
            r"\bdont\b|\bsuppl|\bcréation\b|\bplus \d", avant
        ):
            continue
        # A second figure in the list of a place's services is a part of it.
        if n is not lus[0]:
            continue
        nom = _etablissement(passages, i, n.debut)
        if nom:
            yield Valeur(
                nom,
                n.unite.rstrip("s"),
                mesure(p.texte, n),
                _annee(p.texte, n.fin_unite, debut),
                "",
                p.place(n.debut),
                dit(p.texte, n),
            )


def _etablissement(passages: Sequence[Passage], i: int, rang: int) -> str:
    trouves = list(_ETABLISSEMENT.finditer(passages[i].texte, 0, rang))
    for p in reversed(passages[max(0, i - _RETOUR) : i]):
        if trouves or p.nature is Nature.TITRE:
            break
        trouves = list(_ETABLISSEMENT.finditer(p.texte))
        # Another figure, or another item of a list, stands between the name and the number.
        if not trouves and any(n.unite in _CAPACITES for n in nombres_de(p.texte)):
            break
    noms = {_cle_etablissement(m) for m in trouves}
    return noms.pop() if len(noms) == 1 else ""


def _cle_etablissement(m: re.Match[str]) -> str:
    genre = "hôpital" if _HOPITAL.match(m["genre"]) else m["genre"].casefold()
    return f"{genre} {cle(m['nom'])}"


def _nombres_en_lettres(p: Passage) -> Iterator[Valeur]:
    """Read how many priority neighbourhoods a commune has, how many communes the agglomeration."""
    texte = p.texte
    motifs = (("quartiers prioritaires", _QUARTIERS, "uartiers"), ("communes", _COMMUNES, "communes"))
    for quantite, motif, indice in motifs:
        if indice not in texte and "QPV" not in texte:
            continue
        for m in motif.finditer(texte):
            valeur = lire_cardinal(m["n"])
            qui = perimetre_de(texte, m.start())
            if valeur is None or not qui or (quantite == "communes" and qui != AGGLO):
                continue
            lu = NombreLu(Decimal(valeur), m.start("n"), m.end("n"), m.end(), quantite, 0, annee=False)
            exacte = Mesure(lu, lu.valeur, lu.valeur, "")
            yield Valeur(
                qui, quantite, exacte, "", "", p.place(m.start("n")), texte[m.start("n") : m.end()].replace("« ", "")
            )
