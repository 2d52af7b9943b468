"""Acronyms that nobody spells out any more: a text need not say what they stand for."""

from __future__ import annotations

_VIE_COURANTE = frozenset(
    ("HLM", "RSA", "SMIC", "TVA", "HT", "TTC", "PIB", "CDI", "CDD", "PME", "ONG", "SOS", "TV", "DVD", "CD", "GPS")
) | frozenset(("SMS", "URL", "PDF", "USB", "LED", "PVC", "WC", "VTT", "DJ", "ADN", "KO", "OK"))
"""They are read as words, or are better known than what they stand for."""
_DIPLOMES = ("BTS", "CAP", "BEP", "BAC")
_NOMS_DEVENUS_PROPRES = (
    "SNCF",
    "RATP",
    "EDF",
    "GDF",
    "INSEE",
    "UNESCO",
    "ONU",
    "OMS",
    "UE",
    "USA",
    "CNRS",
    "TGV",
    "TER",
)
_MALADIES = ("COVID", "VIH", "SIDA")
_UNITES = ("KM", "KW", "KWH", "MW", "GW", "MWH", "HA", "CM", "MM", "TWH")
_ABREVIATIONS = (
    "BP",
    "CS",
    "RD",
    "RN",
    "RDC",
    "NB",
    "PS",
    "ST",
    "STE",
    "MR",
    "DR",
    "ME",
    "TEL",
    "SA",
    "SARL",
    "SAS",
    "SCI",
)
"""What stands in addresses and after names of firms: abbreviations, no acronyms."""

JAMAIS_DEFINIS = frozenset((*_VIE_COURANTE, *_DIPLOMES, *_NOMS_DEVENUS_PROPRES, *_MALADIES, *_UNITES, *_ABREVIATIONS))
"""CAF, QPV, ANCT, DDETS are not here: a resident who reads the contract may not know them."""
