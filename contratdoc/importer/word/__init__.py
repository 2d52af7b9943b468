"""Word files, of any origin: all that they hold is kept, or told."""
