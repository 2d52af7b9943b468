"""The frame's tags: docxtpl, in a Jinja environment that can only print values and loop over given lists.

Whoever edits the frame must not be able to run code, to read anything but what is given, or to keep the machine
busy: so the syntax tree is checked against a short list of what a frame may hold, before anything runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from contratdoc.writers.docx.balises import echappe
from contratdoc.writers.docx.erreurs import CadreInvalide

if TYPE_CHECKING:
    from collections.abc import Mapping

TAILLE_RENDUE: Final = 2_000_000
NOMBRE_ACCOLADES: Final = 2_000
NOMBRE_BALISES: Final = 300
LONGUEUR_BALISE: Final = 300
LONGUEUR_MONTREE: Final = 120
BOUCLES_EMBOITEES: Final = 2

_PERMIS: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_FILTRES: Final = frozenset(
    {"upper", "lower", "capitalize", "title", "trim", "length", "first", "last", "join", "default"}
)
_TESTS: Final = frozenset({"defined", "undefined"})
_BALISE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OUVRANTE = re.compile(r"\{[{%#]")
_ELEMENT = re.compile(r"<[^>]*>")


def _imprimer(valeur: object) -> Markup:
    """The text of a value, escaped so that neither Jinja nor docxtpl reads anything in it."""
    if isinstance(valeur, Undefined):
        str(valeur)  # raises the error that names it
    if not isinstance(valeur, str | int):
        raise TemplateRuntimeError("la balise ne désigne pas un texte")
    # docxtpl reads « {_{ » as « {{ » after rendering, and turns tabs and line breaks into elements by itself.
    return Markup(echappe(str(valeur)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 escaped here


class _Environnement(ImmutableSandboxedEnvironment):
    """A sandbox whose templates may hold only what `_PERMIS` lists."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        arbre = super()._parse(source, name, filename)
        _verifier(arbre, 0)
        return arbre


def _verifier(noeud: nodes.Node, boucles: int) -> None:
    permis = isinstance(noeud, _PERMIS)
    permis = permis or (isinstance(noeud, nodes.Filter) and noeud.name in _FILTRES)
    permis = permis or (isinstance(noeud, nodes.Test) and noeud.name in _TESTS)
    boucles += isinstance(noeud, nodes.For)
    if not permis or boucles > BOUCLES_EMBOITEES:
        raise TemplateSyntaxError("cette construction n’est pas permise dans un cadre", noeud.lineno)
    for enfant in noeud.iter_child_nodes():
        _verifier(enfant, boucles)


def environnement() -> ImmutableSandboxedEnvironment:
    """A new environment; nothing is shared between two files."""
    env = _Environnement(autoescape=True, undefined=StrictUndefined, finalize=_imprimer, cache_size=0)
    env.globals.clear()
    return env


def porte_des_balises(xml: bytes) -> bool:
    """Whether a part may hold a tag: most headers and footers do not."""
    return b"{" in xml


def verifier_balises(partie: str, paragraphes: list[str], xml: bytes) -> None:
    """Refuse what would make docxtpl slow or obscure, before it sees it: its patterns are quadratic on unclosed tags.

    Raises:
        CadreInvalide: A tag is not closed in its paragraph, or there is too much to read.
    """
    if len(xml) > TAILLE_RENDUE or xml.count(b"{") > NOMBRE_ACCOLADES:
        raise CadreInvalide(partie, "", "", "cette partie est trop longue pour un cadre")
    total = 0
    for texte in paragraphes:
        if "{" not in texte:
            continue
        reste = _BALISE.sub("", texte)
        balises = _BALISE.findall(texte)
        total += len(balises)
        if ouverte := _OUVRANTE.search(reste):
            raise CadreInvalide(partie, _court(texte), reste[ouverte.start() :][:40], "une balise n’est pas fermée")
        if longue := next((b for b in balises if len(b) > LONGUEUR_BALISE), None):
            raise CadreInvalide(partie, _court(texte), longue[:40], "une balise est trop longue")
    if total > NOMBRE_BALISES:
        raise CadreInvalide(partie, "", "", f"plus de {NOMBRE_BALISES} balises")


def rendre(partie: str, xml: str, contexte: Mapping[str, Any]) -> str:
    """The XML of a part with its tags replaced.

    Raises:
        CadreInvalide: A tag is not understood, or names something that does not exist.
    """
    gabarit = DocxTemplate(b"")  # only its two functions over XML text are used; it never opens the file
    prepare = gabarit.patch_xml(xml)
    try:
        rendu: str = gabarit.render_xml_part(prepare, None, dict(contexte), environnement())
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as faute:
        raise _traduire(partie, prepare, faute) from faute
    return rendu


def _court(texte: str) -> str:
    return texte if len(texte) <= LONGUEUR_MONTREE else f"{texte[: LONGUEUR_MONTREE - 1]}…"


def _ligne(faute: BaseException) -> int:
    """The line of the template at fault: Jinja rewrites tracebacks so that they hold it."""
    if isinstance(faute, TemplateSyntaxError):
        return faute.lineno
    trace, ligne = faute.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {"<template>", "<unknown>"}:
            ligne = trace.tb_lineno
        trace = trace.tb_next
    return ligne


def _traduire(partie: str, prepare: str, faute: Exception) -> CadreInvalide:
    # docxtpl puts each paragraph on a line of its own before rendering; this finds the same lines again.
    lignes = re.sub(r"<w:p([ >])", r"\n<w:p\1", prepare).splitlines()
    ligne = _ligne(faute)
    xml = lignes[ligne - 1] if 0 < ligne <= len(lignes) else ""
    balises = [_ELEMENT.sub("", b) for b in _BALISE.findall(xml)]
    return CadreInvalide(partie, _court(_ELEMENT.sub("", xml).strip()), balises[0] if balises else "", _detail(faute))


def _detail(faute: Exception) -> str:
    message = str(getattr(faute, "message", None) or faute)
    if isinstance(faute, SecurityError):
        return "la balise demande ce qui n’est pas accessible à un cadre"
    if trouve := re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", message):
        return f"« {trouve[1] or trouve[2]} » n’existe pas"
    if isinstance(faute, TemplateRuntimeError) or "permise" in message:
        return message
    return f"balise incomprise : {message}"
