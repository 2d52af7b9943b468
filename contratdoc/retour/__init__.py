"""A Word copy of the compiled contract that came back changed: each change, against the sources it comes from."""
