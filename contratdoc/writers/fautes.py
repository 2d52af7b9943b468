"""What a frame or a program may do wrong, as diagnostics: the only translation of the writers' exceptions."""

from __future__ import annotations

from contratdoc.diagnostics import Diagnostic, Place, erreur
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.libreoffice import LibreOfficeAbsent, LibreOfficeEchec
from contratdoc.writers.typst.erreurs import CadreTypstInvalide, NormePdfNonRespectee


def faute_d_ecriture(e: Exception) -> Diagnostic | None:
    """Return the diagnostic of a fault that a user can mend; None for any other exception, which is our bug."""
    match e:
        case CadreInvalide():
            balise = f" Balise : « {e.balise} »." if e.balise else ""
            message = f"Cadre Word : {str(e).rstrip('.')}.{balise}"
            aide = "Corrigez modeles/contrat.docx dans Word, ou reprenez celui que crée « contratdoc init »."
            return erreur("CD810", message, Place("modeles/contrat.docx"), aide)
        case CadreTypstInvalide():
            place = Place("modeles/contrat.typ", e.ligne, e.colonne)
            aide = "Corrigez modeles/contrat.typ, ou reprenez celui que crée « contratdoc init »."
            return erreur("CD811", f"Cadre PDF : {e.detail.rstrip('.')}.", place, aide)
        case NormePdfNonRespectee():
            message = f"Le PDF ne respecterait pas PDF/A-3a ou PDF/UA-1 : {' ; '.join(e.details)}."
            return erreur("CD812", message, Place("modeles/contrat.typ"))
        case LibreOfficeAbsent():
            aide = "Installez LibreOffice, ou compilez sans « --moteur libreoffice »."
            return erreur("CD813", str(e), Place("sortie"), aide)
        case LibreOfficeEchec():
            return erreur("CD814", str(e), Place("sortie"), "Compilez sans « --moteur libreoffice ».")
        case _:
            return None
