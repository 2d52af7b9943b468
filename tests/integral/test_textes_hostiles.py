"""Texts that look like some markup come out as they were typed, from every field of every kind of partner."""

from __future__ import annotations

import json
import typing
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pytest
from comparaison import CODE, de_pdf, de_word, premiere_difference
from outils import nouveau_dossier, remplacer
from pydantic import BaseModel

from contratdoc.diagnostics import Severite
from contratdoc.pipeline import Compilation, compiler
from contratdoc.schema.base import Texte
from contratdoc.schema.natures import NATURES
from contratdoc.source.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lecture_pdf import Pdf
    from lecture_word import Word
    from pydantic.fields import FieldInfo

LONG = "hippopotomonstro" * 625
EMOJI, HEBREU, ARABE = "😀🏗", "שלום", "مرحبا"
HOSTILE = (
    r'{{ x }} {% if x %} {# y #} & &amp; <w:p> <b>gras</b> [[ ]]> #import "x" #x[y] \n \ $x$ @etiquette =~ %s {0} ${y}'
)
DROITE = f"{HEBREU} {ARABE}"
# Where a text stands for something else than itself.
SANS_TEXTE = {"nature", "id", "statut", "lien"}
# What the schema says is not printed.
NON_IMPRIMES = ("contact.",)
# Printed by some kinds of partners and not by others: an abbreviation, whose long form is printed by all.
PARFOIS = ("sigle",)


class Champ(NamedTuple):
    """A field that holds a hostile text: where, and the mark that finds it again."""

    ou: str
    marque: str


class Sortie(NamedTuple):
    fait: Compilation
    champs: list[Champ]
    word: Word
    pdf: Pdf


class Remplisseur:
    """Fills every field of a schema, each text with a mark of its own before the hostile text."""

    def __init__(self) -> None:
        self.champs: list[Champ] = []

    def modele(self, modele: type[BaseModel], ou: str) -> dict[str, Any]:
        return {nom: self.champ(nom, info, f"{ou}.{nom}") for nom, info in modele.model_fields.items()}

    def champ(self, nom: str, info: FieldInfo, ou: str) -> Any:
        interieur, multiple, texte = _type(info.annotation, info.metadata)
        if isinstance(interieur, type) and issubclass(interieur, BaseModel):
            valeur = self.modele(interieur, ou)
        elif interieur is Prose or (texte and nom not in SANS_TEXTE):
            valeur = self.texte(ou)
        else:
            valeur = _exemple(nom, interieur, info)
        return [valeur] if multiple else valeur

    def texte(self, ou: str) -> str:
        marque = f"Zq{len(self.champs):04d}z"
        self.champs.append(Champ(ou, marque))
        return f"{marque} {HOSTILE} fin{marque} {DROITE} {EMOJI}"


def _type(annotation: Any, metadonnees: Any = ()) -> tuple[Any, bool, bool]:
    """The type of a field, whether it holds several, whether it is a plain text."""
    origine, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    du_texte = typing.get_args(Texte)[1]
    if origine is typing.Annotated:
        interieur, multiple, texte = _type(arguments[0], arguments[1:])
        return interieur, multiple, texte or du_texte in arguments[1:]
    if origine is tuple:
        interieur, _, texte = _type(arguments[0])
        return interieur, True, texte
    if type(None) in arguments:
        return _type(next(a for a in arguments if a is not type(None)), metadonnees)
    return annotation, False, annotation is str and du_texte in metadonnees


NOMS = {
    **dict.fromkeys(("apl", "sls", "sous_occupation", "sur_occupation", "rotation", "vacance"), "30,6 %"),
    "individuels": "0",
    "objectifs": "emploi-1a",
    "quartiers": "quartier-nord",
    "quartier": "quartier-nord",
    "etp": "1,5",
    "montant": "14 290 €",
    "typologie": {"T2": "1"},
    "lien": "https://exemple.fr/?a=1&b=#x",
    "jour": "31/12/2022",
    "date": "31/12/2022",
    "dates": "2012-06",
    "annee": "2023",
    "periode": "2023",
    "echeance": "T4 2024",
}


def _exemple(nom: str, interieur: Any, info: FieldInfo) -> Any:
    if nom in NOMS:
        return NOMS[nom]
    if typing.get_origin(interieur) is Literal:
        return typing.get_args(interieur)[0]
    return "1" if "int" in str(interieur) or "Decimal" in str(interieur) else str((info.examples or ["essai"])[0])


def _contribution(nature: str, remplisseur: Remplisseur) -> dict[str, Any]:
    champs = remplisseur.modele(NATURES[nature], nature)
    champs |= {"nature": nature, "id": f"p-{nature}", "statut": "validé"}
    _identifier(champs, nature)
    return champs


def _identifier(valeur: Any, prefixe: str) -> None:
    """Give every record an id of its own."""
    if isinstance(valeur, list):
        for v in valeur:
            _identifier(v, prefixe)
    elif isinstance(valeur, dict):
        for cle, v in valeur.items():
            _identifier(v, f"{prefixe}-{cle[:4].strip('_').replace('_', '-')}")
        if "id" in valeur and not str(valeur["id"]).startswith("p-"):
            valeur["id"] = prefixe


@pytest.fixture(scope="module")
def sortie(tmp_path_factory: pytest.TempPathFactory, relire: Callable[[Compilation], tuple[Word, Pdf]]) -> Sortie:
    dossier = nouveau_dossier(tmp_path_factory.mktemp("hostile"))
    remplisseur = Remplisseur()
    for nature in NATURES:
        texte = json.dumps(_contribution(nature, remplisseur), ensure_ascii=False, indent=1)
        (dossier / f"contributions/p-{nature}.yaml").write_text(texte, "utf-8")
    (dossier / "contributions/partenaire-exemple.yaml").unlink()
    noms = ", ".join(f"p-{n}" for n in NATURES)
    remplacer(dossier / "modeles/contrat.yaml", "[partenaire-exemple]", f"[{noms}]")
    _le_reste(dossier, remplisseur)
    fait = compiler(dossier)
    assert fait.bilan is not None, "\n".join(f"{d.place}: {d.message}" for d in fait.diagnostics[:20])
    return Sortie(fait, remplisseur.champs, *relire(fait))


DU_COORDINATEUR = (
    ("contrat", "organisme: L'État", "organisme: {}"),
    ("contrat", "qualite: Préfet du département", "representant: {}, qualite: {}, acte: {}"),
    ("contrat", "nom: Quartier Nord", "nom: {}"),
    ("contrat", "titre: Gouvernance", "titre: {}"),
    ("orientations", "titre: Agir pour l'emploi dans les quartiers", "titre: {}"),
    ("orientations", "libelle: Rapprocher les habitants de l'emploi", "libelle: {}"),
    ("orientations", "libelle: Informer les habitants au plus près de chez eux", "libelle: {}"),
    ("orientations", "libelle: Tenir une permanence dans le quartier", "libelle: {}"),
    ("orientations", "libelle: Nombre d'habitants reçus", "libelle: {}"),
    ("lexique", "sens: quartier prioritaire de la politique de la ville", "sens: {}"),
)


def _le_reste(dossier: Path, remplisseur: Remplisseur) -> None:
    """The coordinator's own texts, and the main text, where only an escaped brace is a brace."""
    for fichier, avant, apres in DU_COORDINATEUR:
        textes = [
            json.dumps(remplisseur.texte(f"{fichier}: {avant}"), ensure_ascii=False) for _ in range(apres.count("{}"))
        ]
        remplacer(dossier / f"modeles/{fichier}.yaml", avant, apres.format(*textes))
    plan = dossier / "modeles/contrat.yaml"
    sigles = "      - sigles: Liste des sigles\n        id: annexe-3\n        numerotation: annexe\n"
    plan.write_text(plan.read_text("utf-8") + sigles, "utf-8")
    prose = dossier / "modeles/texte/pilotage.md"
    marque = remplisseur.texte("texte/pilotage.md").split()[0]
    texte = HOSTILE.replace("{{ x }} {% if x %}", r"\{\{ x \}\}").replace("{0}", "")
    prose.write_text(f"# Pilotage\n\n{marque} {texte}\n\n{LONG}\n", "utf-8")


def _suite(champ: Champ) -> str:
    """The path of a field below its kind of partner."""
    return champ.ou.split(".", 1)[-1]


def _lettres(texte: str) -> str:
    """What typography may not change: no spaces, one kind of quotation mark and apostrophe."""
    for signe in "«»“”":
        texte = texte.replace(signe, '"')
    return "".join(CODE.sub(lambda m: chr(int(m[1], 16)), texte).replace("’", "'").split())


def _manques(blocs: list[str], champs: list[Champ]) -> list[str]:
    """The fields whose text is not there as it was typed."""
    tout = _lettres(" ".join(blocs))
    attendu = _lettres(HOSTILE)
    return [c.ou for c in champs if f"{c.marque}{attendu}fin{c.marque}" not in tout]


def test_tous_les_champs_sont_remplis(sortie: Sortie) -> None:
    assert len(sortie.champs) > 100
    assert {c.ou.split(".")[0] for c in sortie.champs} > set(NATURES)


@pytest.mark.parametrize("forme", ["word", "pdf"])
def test_chaque_champ_sort_comme_il_a_ete_ecrit(forme: str, sortie: Sortie) -> None:
    blocs = [str(b) for b in getattr(sortie, forme).blocs()]
    exclus = (*NON_IMPRIMES, *PARFOIS)
    champs = [c for c in sortie.champs if not c.ou.endswith(".md") and not _suite(c).startswith(exclus)]

    assert len(champs) > len(sortie.champs) * 0.8
    assert _manques(blocs, champs) == []


def test_ce_qui_ne_s_imprime_pas_ne_s_imprime_nulle_part(sortie: Sortie) -> None:
    caches = [c for c in sortie.champs if _suite(c).startswith(NON_IMPRIMES)]
    tout = " ".join(str(b) for b in [*sortie.word.blocs(), *sortie.pdf.blocs()])

    assert caches
    assert [c.ou for c in caches if c.marque in tout] == []


def test_les_deux_formats_disent_la_meme_chose(sortie: Sortie) -> None:
    assert premiere_difference(de_word(sortie.word), de_pdf(sortie.pdf)) == ""


@pytest.mark.parametrize("forme", ["word", "pdf"])
def test_les_autres_ecritures_ne_perdent_pas_une_lettre(forme: str, sortie: Sortie) -> None:
    texte = CODE.sub(lambda m: chr(int(m[1], 16)), " ".join(str(b) for b in getattr(sortie, forme).blocs()))
    compte = Counter(unicodedata.normalize("NFKC", texte))
    imprimes = texte.count("finZq")

    assert imprimes > 100
    for lettre in EMOJI + DROITE.replace(" ", ""):
        assert compte[lettre] == imprimes * (EMOJI + DROITE).count(lettre), lettre


@pytest.mark.parametrize("forme", ["word", "pdf"])
def test_un_mot_de_dix_mille_lettres(forme: str, sortie: Sortie) -> None:
    assert len(LONG) == 10_000
    assert LONG in [b.texte for b in getattr(sortie, forme).blocs()]


def test_un_caractere_sans_dessin_est_annonce(sortie: Sortie) -> None:
    avis = [d for d in sortie.fait.diagnostics if d.code == "CD815"]
    texte = " ".join(str(b) for b in sortie.pdf.blocs())

    assert {d.severite for d in avis} == {Severite.AVERTISSEMENT}
    imprimes = {m[1] for m in CODE.finditer(texte)}
    assert imprimes == {
        f"{ord(c):04X}" for c in EMOJI + DROITE if f"U+{ord(c):04X}" in " ".join(d.message for d in avis)
    }
    assert {f"{ord(c):04X}" for c in EMOJI} <= imprimes
