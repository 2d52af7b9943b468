"""What was meant: the linked contract, and the pass that makes it from the checked records."""
