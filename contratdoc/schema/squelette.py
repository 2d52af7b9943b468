"""A contribution to fill, made from the schema: every field explained, the optional ones behind a `#`."""

from __future__ import annotations

from contratdoc.schema.champs import Champ, Forme, champs_de
from contratdoc.schema.natures import NATURES

_PAS = "  "
_TETE = """\
# yaml-language-server: $schema=../modeles/schemas/{nature}.json
# Contribution au contrat, à remplir dans un simple éditeur de texte.
# - Une ligne « # Explication » dit ce qu'on attend ; ne la modifiez pas.
# - Un champ facultatif est précédé de « # » : retirez-le de chacune de ses lignes pour le remplir.
# - Les nombres s'écrivent comme d'habitude : 1 454, 30,6 %, 14 290 €, 6,8 M€, T4 2024, 31/12/2026.
# - Un texte long se place sous « | », décalé de deux espaces. Listes : « - » en début de ligne.
# - Pour vérifier : contratdoc verifier
"""


def squelette(nature: str, identifiant: str) -> str:
    """Make the file of a partner.

    Args:
        nature: A key of `NATURES`.
        identifiant: The partner's id, which is also the file's name.

    Returns:
        A YAML text that is valid as it stands, as a draft.
    """
    nom = identifiant.replace("-", " ").capitalize()
    donnes = {
        "nature": nature,
        "id": identifiant,
        "nom": nom,
        "titre": f"Contribution – {nom}",
        "statut": "brouillon",
    }
    champs = {champ.cle: champ for champ in champs_de(NATURES[nature])}
    lignes: list[str] = []
    for cle in (*donnes, *(c for c in champs if c not in donnes)):
        lignes.append(f"# {champs[cle].description}")
        if cle in donnes:
            lignes.append(f"{cle}: {_citer(donnes[cle])}")
        else:
            lignes += [f"#{ligne}" for ligne in _champ(champs[cle])]
        lignes.append("")
    return _TETE.format(nature=nature) + "\n" + "\n".join(lignes).rstrip() + "\n"


def _champ(champ: Champ) -> list[str]:
    """Write one field with an example of its value."""
    if champ.forme is Forme.GROUPE:
        corps = _groupe(champ.enfants)
        if not champ.multiple:
            return [f"{champ.cle}:", *(_PAS + ligne for ligne in corps)]
        # The explanation of the first field comes before the dash: a comment after it would hide the field.
        suite = (_PAS * 2 + ligne for ligne in corps[2:])
        return [f"{champ.cle}:", f"{_PAS}{corps[0]}", f"{_PAS}- {corps[1]}", *suite]
    if champ.forme is Forme.PROSE:
        return [f"{champ.cle}: |", f"{_PAS}Votre texte."]
    exemple = champ.exemple or (champ.choix[0] if champ.forme is Forme.CHOIX else "")
    if exemple.startswith("{"):
        return [f"{champ.cle}: {exemple}"]
    valeur = _citer(exemple or "Votre texte")
    return [f"{champ.cle}:", f"{_PAS}- {valeur}"] if champ.multiple else [f"{champ.cle}: {valeur}"]


def _groupe(champs: tuple[Champ, ...]) -> list[str]:
    return [ligne for champ in champs for ligne in (f"# {champ.description}", *_champ(champ))]


def _citer(texte: str) -> str:
    """Put in quotes what YAML would not read as a text."""
    return f'"{texte}"' if texte == "null" or texte.startswith(("#", "[", "{")) or ": " in texte else texte
