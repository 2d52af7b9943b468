"""Words that official texts often print in capitals, with the accents that capitals keep."""

from __future__ import annotations

_MOTS = (
    "accès agréée amélioration améliorer athlétisme bénéficiaire bénéficiaires bénévole bénévoles bibliothèque"
    " cinéma citoyenneté collectivité collectivités compétence compétences contrôle crèche crèches crédits déchets"
    " décision décisions délégation délibération délinquance département départements développement difficulté"
    " difficultés diversité durée enquête éducation égalité élaboration élèves élémentaire émancipation équipement"
    " équipements établissement établissements étude études évaluation événement événements fédération financière"
    " financières général générale générales généraux gérontologie hébergement identité immobilière insécurité"
    " intégration intérêt itinéraire karaté légal libertés lycée lycées matériel médiathèque médiation médical"
    " médicale mémoire méthode méthodologie métier métiers ministère mobilité musée numérique opérateur opération"
    " opérationnel opérationnelle opérationnelles opérationnels opérations périmètre périscolaire pétanque"
    " piétonne préambule précarité préconisation préconisations préfecture préfet présentation présentations"
    " présidence président présidente prévention prévisionnel priorité priorités procédure propreté propriétaire"
    " propriétaires propriété proximité qualité responsabilité règlement règlementation référent référents"
    " réfugiés région régional régionale réhabilitation rémunération rénovation répartition réponse réponses"
    " république réseau réseaux résidence résidences résidentialisation résidentielle résultats réunion réunions"
    " réussite sécurité société solidarité spécialisée spécifique spécifiques stratégie stratégies"
    " stratégique stratégiques supérieur synthèse territorialisé télévision théâtre thématique thématiques"
    " tranquillité trésorerie vélo vérification vétéran vétérans"
)
ACCENTUES: tuple[str, ...] = tuple(_MOTS.split())
"""In lower case. None is another word once its accents are off, as « marché » would be."""
