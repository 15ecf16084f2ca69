"""The SQLite file: what sources said, what a person decided, and what was worked out from both."""
