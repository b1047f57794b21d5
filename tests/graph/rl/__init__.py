"""The suite of OWL 2 RL."""
