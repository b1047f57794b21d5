"""Tests of the measuring of extraction."""
