"""CIT020 and above: what is wrong in the bibliography itself, one module per concern."""

from hakusho.checks.bibliography.audit import Audit, audit_of
from hakusho.checks.bibliography.table import check_bibliography

__all__ = ["Audit", "audit_of", "check_bibliography"]
