"""Letters to people I have lost sight of: composed from stored facts, checked, written to files, and never sent."""
