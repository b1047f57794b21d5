"""Measurements: speed against named peers in the same run, memory and growth. Not part of the test suite."""
