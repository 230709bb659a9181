"""CIT020 and above: what is wrong in the bibliography itself, one module per concern."""

from hakusho.checks.bibliography.all_checks import check_bibliography
from hakusho.checks.bibliography.audit import Audit, audit_of

__all__ = ["Audit", "audit_of", "check_bibliography"]
