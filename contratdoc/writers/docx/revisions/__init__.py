"""Word files with tracked changes: two contracts in, one file that shows how the first became the second."""

from contratdoc.writers.docx.revisions.ecriture import write_revisions

__all__ = ["write_revisions"]
