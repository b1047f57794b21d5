"""Tests of teaching by example."""
