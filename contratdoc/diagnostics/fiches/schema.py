"""What a field of a YAML file may be."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

FICHES = (
    Fiche(
        code="CD101",
        nom="champ-manquant",
        famille=Famille.SCHEMA,
        severite=Severite.ERREUR,
        verifie="Chaque champ obligatoire est présent.",
        pourquoi="Sans lui, le contrat ne pourrait pas être imprimé, ou le serait avec un blanc.",
        exemple="Une contribution sans « titre ».",
        correction="titre: Contribution de la mission locale",
        source="usage",
    ),
    Fiche(
        code="CD102",
        nom="champ-inconnu",
        famille=Famille.SCHEMA,
        severite=Severite.ERREUR,
        verifie="Chaque champ écrit existe dans le schéma du fichier.",
        pourquoi="Un champ mal tapé serait ignoré : ce que le partenaire a écrit n'arriverait pas dans le contrat.",
        exemple="engagments: …",
        correction="engagements: …",
        source="usage",
    ),
    Fiche(
        code="CD103",
        nom="valeur-refusee",
        famille=Famille.SCHEMA,
        severite=Severite.ERREUR,
        verifie=(
            "Chaque valeur a la forme attendue : nombre, montant avec son unité, date, identifiant, choix d'une liste."
        ),
        pourquoi=(
            "Une valeur qui peut se lire de deux façons (« 1.454 ») ne doit pas être devinée dans un acte à signer."
        ),
        exemple="part: 30.6",
        correction="part: 30,6 %",
        source="usage",
    ),
    Fiche(
        code="CD104",
        nom="nature-inconnue",
        famille=Famille.SCHEMA,
        severite=Severite.ERREUR,
        verifie="La nature d'un partenaire est l'une de celles que contratdoc connaît.",
        pourquoi="La nature dit quels champs il peut remplir et comment ils sont imprimés.",
        exemple="nature: departament",
        correction="nature: departement",
        source="usage",
    ),
)
