"""Writers: they walk the document tree and write; nothing is computed here."""
