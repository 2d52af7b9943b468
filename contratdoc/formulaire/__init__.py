"""A contribution as a Word form: written from the schema, filled by a partner in Word, read back as the same data."""
