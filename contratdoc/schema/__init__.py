"""What may be written in a contract's folder."""
