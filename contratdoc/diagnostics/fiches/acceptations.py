"""What can be wrong with the acceptance of a warning."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

FICHES = (
    Fiche(
        code="CD025",
        nom="acceptation-illisible",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Une acceptation écrite dans un fichier donne un code, une raison et, si elle expire, sa date.",
        pourquoi="Sans raison, personne ne saurait dans six ans pourquoi un avertissement a été écarté.",
        exemple="# accepte CD405",
        correction="Écrivez « # accepte CD405 : la raison (jusqu'au 31/12/2026) » ; la date est facultative.",
        source="usage",
    ),
    Fiche(
        code="CD026",
        nom="erreur-acceptee",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Seuls les avertissements et les remarques s'acceptent : une erreur se corrige.",
        pourquoi="Un contrat qui contient une erreur ne se compile pas, même si quelqu'un l'accepte.",
        exemple="# accepte CD401 : le bailleur tient à son total",
        correction="Corrigez la faute, puis retirez l'acceptation.",
        source="usage",
    ),
    Fiche(
        code="CD027",
        nom="acceptation-expiree",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Le terme d'une acceptation n'est pas passé.",
        pourquoi="Un terme a été donné pour que la question soit reposée ce jour-là.",
        exemple="# accepte CD405 : travaux en cours (jusqu'au 31/12/2024), relu en 2026",
        correction="Corrigez la faute, ou donnez un nouveau terme et sa raison.",
        source="usage",
    ),
    Fiche(
        code="CD028",
        nom="acceptation-sans-objet",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Chaque acceptation porte sur une faute qui est encore là.",
        pourquoi="Une acceptation oubliée cacherait la prochaine faute du même code.",
        exemple="# accepte CD602 : rappel voulu, au-dessus d'un paragraphe qui ne répète plus rien",
        correction="Retirez l'acceptation.",
        source="usage",
    ),
)
