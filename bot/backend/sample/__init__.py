"""Two hundred invented people and their cases, alive on any day; centres marked as examples."""
