"""The format-neutral document: order, numbers, references and typography, decided once for all writers."""
