"""Times a signature, and the verification of a file that eight have signed: whole cold processes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "signature"), str(Path(__file__).parents[1])]

SIGNATAIRES = 8
Mesure = Callable[..., tuple[float, float]]


def mesures_de_signature(contratdoc: Path, dossier: Path, atelier: Path, tours: int, mesurer: Mesure) -> list[str]:
    """Measure on the contract compiled in `dossier`; the authority is made here, and lasts as long as the bench."""
    from autorite import PHRASE, Autorite
    from contrats_signes import signe_par

    from contratdoc.signature.fichier import ouvrir

    autorite = Autorite()
    nu = (dossier / "sortie/contrat.pdf").read_bytes()
    parties = [champ.removeprefix("sig_") for champ in ouvrir(nu).champs_des_parties()][:SIGNATAIRES]
    emis = {p: autorite.emettre(f"Signataire {p}") for p in parties}
    (atelier / "cle.p12").write_bytes(emis[parties[0]].p12())
    (atelier / "ca.pem").write_bytes(autorite.pem())
    octets = nu
    for partie in parties:
        octets = signe_par(octets, partie, emis[partie])
    signe, un = atelier / "signe.pdf", atelier / "un.pdf"
    signe.write_bytes(octets)
    entree = dossier / "sortie/contrat.pdf"
    signer = f"rm -f '{un}'; exec '{contratdoc}' signer '{entree}' --partie {parties[0]} --sortie '{un}'"
    signer += f" --certificat '{atelier / 'cle.p12'}'"
    verifier = f"'{contratdoc}' verifier-pdf '{signe}' --ancre '{atelier / 'ca.pem'}'; test $? -ne 1"
    mesures = {
        "contratdoc signer": mesurer(["sh", "-c", signer], tours, CONTRATDOC_PHRASE=PHRASE),
        f"verifier-pdf, {len(parties)} signatures": mesurer(["sh", "-c", verifier], max(1, tours // 2)),
    }
    return ["", *(f"{nom:32} {s:7.2f} s {m:5.0f} Mio" for nom, (s, m) in mesures.items())]
