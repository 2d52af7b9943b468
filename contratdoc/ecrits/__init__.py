"""What is written, passage by passage, wherever it comes from: the shape in which rules on wording read a text."""
