"""What an act on the contract cites, in the order of norms: laws, decrees, circulars, the contract, deliberations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.document.francais import MOIS, jour, majuscule, minuscule, s_elide
from contratdoc.document.pieces import Pieces
from contratdoc.document.tournures import BLANC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contratdoc.contrat.contrat import Contrat

_LOI = "la loi n° 2014-173 du 21 février 2014 de programmation pour la ville et la cohésion urbaine"
_DECRET = "le décret n° 2023-1314 du 28 décembre 2023 modifiant la liste des quartiers prioritaires de la politique de"
_CIRCULAIRE = "la circulaire du 31 août 2023 relative à l'élaboration des contrats de ville 2024-2030 dans les"
_LOI_VISEE = f"{_LOI}, notamment son article 6"
_GENERATION_2024 = (
    f"{_DECRET} la ville dans les départements métropolitains",
    f"{_CIRCULAIRE} départements métropolitains",
)
_DEPUIS = 2024

_RANGS = (
    (0, r"constitution|traité|règlement \(ue\)|directive"),
    (1, r"code|loi|ordonnance"),
    (2, r"décret"),
    (3, r"arrêté"),
    (4, r"circulaire|instruction|note"),
    (5, r"contrat|convention|protocole"),
    (6, r"avenant"),
    (8, r"délibération|décision"),
)
_AUTRE = 7
_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})")
_ARTICLE = re.compile(r"^(?:l['’]|le |la |les |aux? |du |de la |de l['’])", re.IGNORECASE)


def textes_vises(contrat: Contrat) -> tuple[str, ...]:
    """List what every act on a contract cites: the law, and the texts of 2023 if they ruled how it was made.

    Args:
        contrat: The contract.

    Returns:
        Texts with their article.
    """
    return (_LOI_VISEE, *(_GENERATION_2024 if contrat.periode[0] >= _DEPUIS else ()))


def rang_du_visa(texte: str) -> tuple[int, tuple[int, int, int]]:
    """Say where a text stands among those cited: by its rank in the order of norms, then by its date.

    Args:
        texte: The text, as « la loi n° 2014-173 du 21 février 2014 ».

    Returns:
        What to sort by; a code, which has no date, comes before the laws, another text without date after the others.
    """
    nom = _ARTICLE.sub("", texte).casefold()
    rang = next((r for r, forme in _RANGS if re.match(rf"(?:{forme})\b", nom)), _AUTRE)
    date = _DATE.search(nom)
    sans = (0, 0, 0) if nom.startswith("code") else (9999, 0, 0)
    return rang, (int(date[3]), MOIS.index(date[2]) + 1, int(date[1])) if date is not None else sans


def visas_de(pieces: Pieces, numero: int) -> list[str]:
    """List what an avenant cites.

    Args:
        pieces: What acts are written from.
        numero: The avenant.

    Returns:
        Texts with their article, in order: the author's own at their rank, after those of the same date.
    """
    avenant = pieces.avenant(numero)
    contrat = f"le {pieces.titre_entier()}, signé le {pieces.signe_le()}"
    anterieurs = [
        f"l'avenant n° {a.numero} au contrat, {'du ' + jour(a.date) if a.date is not None else 'du ' + BLANC}"
        for a in pieces.avenants
        if a.numero < numero
    ]
    actes = [acte for p in pieces.parties(numero) if (acte := acte_de(pieces, numero, p))]
    propres = [_sans_vu(v) for v in avenant.visas]
    # The contract and its avenants follow each other whatever their dates; all others are sorted.
    autres = [*textes_vises(pieces.contrat), *propres, *dict.fromkeys(avec_article(a) for a in actes)]
    cles = {t: rang_du_visa(t) for t in autres}
    avant = sorted((t for t in autres if cles[t][0] <= 4), key=cles.__getitem__)  # noqa: PLR2004 - up to circulars
    apres = sorted((t for t in autres if cles[t][0] > 4), key=cles.__getitem__)  # noqa: PLR2004
    return [*avant, contrat, *anterieurs, *apres]


def acte_de(pieces: Pieces, numero: int, partie: dict[str, str]) -> str:
    """Return the act that empowers a party's representative; empty when it is not known."""
    return pieces.avenant(numero).actes.get(partie.get("id", ""), "") or partie.get("acte", "")


def avec_article(acte: str) -> str:
    """Write an act with its article: « la délibération n° 12 », « l'arrêté »."""
    nu = re.sub(r"^par\s+", "", acte.strip())
    if _ARTICLE.match(nu):
        return nu[:1].lower() + nu[1:]
    bas = nu[:1].lower() + nu[1:]
    if s_elide(bas):
        return f"l'{bas}"
    feminin = re.match(r"(?:délibération|décision|lettre|loi|circulaire|convention)\b", bas)
    return f"{'la' if feminin else 'le'} {bas}"


def _sans_vu(visa: str) -> str:
    nu = re.sub(r"^vu\s+", "", visa.strip(), flags=re.IGNORECASE).rstrip(" ;,.")
    return nu[:1].lower() + nu[1:] if _ARTICLE.match(nu) else avec_article(nu)


def lignes_de_visas(visas: Iterable[str]) -> list[str]:
    """Write visas, one a line: « Vu … ; »."""
    return [f"Vu {v} ;" for v in visas]


def lignes_de_considerants(considerants: Sequence[str]) -> list[str]:
    """Write reasons, one a line: « Considérant que … ; »."""
    sortie = []
    for c in considerants:
        nu = re.sub(r"^(?:considérant\s+)?(?:que\s+|qu['’])?", "", c.strip(), flags=re.IGNORECASE).rstrip(" ;,.")
        bas = minuscule(nu)
        sortie.append(f"Considérant {'qu' + chr(39) if s_elide(bas) else 'que '}{bas} ;")
    return [majuscule(ligne) for ligne in sortie]
