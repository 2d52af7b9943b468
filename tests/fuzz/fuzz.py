"""Any bytes given to the readers and to the rules: no traceback, no input over 2 s nor 300 MB. `make fuzz` runs it.

    python tests/fuzz/fuzz.py lecture|texte|contribution|word -runs=100000

atheris (libFuzzer) makes the inputs from the cases of `tests/cas`, guided by the branches that they reach.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["contratdoc"]):
    from contratdoc.diagnostics import Place
    from contratdoc.source.lecteur_markdown import lire_markdown
    from contratdoc.source.lecteur_yaml import lire_yaml
    from contratdoc.source.texte import lire_texte
    from contratdoc.texte_seul import check_texte, ecrire_relecture

CAS = Path(__file__).parents[1] / "cas"
CORPS = "word/document.xml"
SECONDES, MEGAOCTETS = 2, 300


def lecture(octets: bytes) -> None:
    """The strict readers: YAML, then Markdown with values."""
    lire_yaml(octets, "f.yaml")
    texte = lire_texte(octets, "f.md")
    if texte.valeur is not None:
        lire_markdown(texte.valeur, Place("f.md", 1, 1), valeurs=True)


def texte(octets: bytes) -> None:
    """Every rule on a lone text, its tables included; a rule that fails is told as CD999, which is a failure here."""
    _sans_panne(check_texte(octets, "f.md"))


def contribution(octets: bytes) -> None:
    """One partner's file: schema, then rules; and its Word copy."""
    diagnostics = check_texte(octets, "f.yaml")
    _sans_panne(diagnostics)
    if len(octets) % 64 == 0:  # python-docx is slow: one input in many is enough
        ecrire_relecture(octets, "f.yaml", diagnostics)


def word(octets: bytes) -> None:
    """A Word file that may be anything: bytes, or a good archive whose body is these bytes."""
    _sans_panne(check_texte(octets, "f.docx"))
    if octets.startswith(b"<"):
        _sans_panne(check_texte(_avec_le_corps(octets), "f.docx"))


def _avec_le_corps(octets: bytes) -> bytes:
    """Put another body in a Word file: an archive changed at random is refused before anything of it is read."""
    fait = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_modele())) as modele, zipfile.ZipFile(fait, "w") as archive:
        for nom in modele.namelist():
            archive.writestr(nom, octets if nom == CORPS else modele.read(nom))
    return fait.getvalue()


@cache
def _modele() -> bytes:
    return ecrire_relecture(b"# Titre\n\nUn texte.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", "f.md", ())


def _sans_panne(diagnostics: tuple) -> None:
    pannes = [d.aides for d in diagnostics if d.code == "CD999"]
    assert not pannes, pannes


CIBLES: dict[str, tuple[Callable[[bytes], None], tuple[str, ...]]] = {
    "lecture": (lecture, (".yaml", ".md")),
    "texte": (texte, (".md", ".txt")),
    "contribution": (contribution, (".yaml", ".cas")),
    "word": (word, (".docx",)),
}


def main() -> None:
    cible, terminaisons = CIBLES[sys.argv[1]]
    with tempfile.TemporaryDirectory() as corpus:
        for i, f in enumerate(sorted(f for f in CAS.rglob("*") if f.suffix in terminaisons)):
            (Path(corpus) / str(i)).write_bytes(f.read_bytes())
        if cible is word:
            (Path(corpus) / "word").write_bytes(_modele())
            with zipfile.ZipFile(io.BytesIO(_modele())) as archive:
                (Path(corpus) / "corps").write_bytes(archive.read(CORPS))
        limites = [f"-timeout={SECONDES}", f"-rss_limit_mb={MEGAOCTETS}", "-max_len=8192"]
        atheris.Setup([sys.argv[0], *sys.argv[2:], *limites, corpus], cible)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
