"""Signing a contract's PDF party by party, and proving to whoever holds it what it proves.

The only room that knows pyHanko. Signing appends to the file and rewrites nothing; verifying trusts nothing that the
file says of itself, and reads it in a process with bounds.
"""
