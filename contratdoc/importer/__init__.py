"""A contract that exists already (Word, OpenDocument, Markdown, text) to a contract's folder that compiles."""
