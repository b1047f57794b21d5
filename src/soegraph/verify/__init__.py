"""A stranger's audit of a release: all that can be checked with nothing but its files."""

from soegraph.verify.checks import CHECKS
from soegraph.verify.report import Check, Fault, Report
from soegraph.verify.run import verify

__all__ = ["CHECKS", "Check", "Fault", "Report", "verify"]
