"""The table of rules: every check that Hakusho makes has its stable id here.

Families: PAP the paper's own files, TPL templates in prose, CIT citations, XRF cross-references,
FIG figures, DAT data and facts, ERA Japanese era years, TYP what may stand in the text,
OUT outputs. A rule's number is never reused.
"""

from __future__ import annotations

from types import MappingProxyType

from hakusho.findings.model import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_TABLE = (
    # -- PAP, the files that make a paper
    Rule("PAP001", _ERROR, "report.yaml cannot be read or breaks its schema"),
    Rule("PAP002", _ERROR, "a file that the paper names is missing"),
    Rule("PAP003", _ERROR, "a file is not UTF-8"),
    Rule("PAP004", _ERROR, "a file lies outside the paper's folder"),
    Rule("PAP005", _ERROR, "a chapter is empty"),
    Rule("PAP006", _ERROR, "a chapter takes too long to parse"),
    Rule("PAP007", _WARNING, "a chapter file is not listed in report.yaml"),
    # -- TPL, Jinja2 in chapters
    Rule("TPL001", _ERROR, "a template expression cannot be read"),
    Rule("TPL002", _ERROR, "a template variable is undefined"),
    # -- CIT, citations and the bibliography
    Rule("CIT001", _ERROR, "a citekey is not in the bibliography"),
    Rule("CIT002", _ERROR, "a bibliography entry cannot be read"),
    Rule("CIT003", _ERROR, "two bibliography entries have one citekey"),
    Rule("CIT004", _WARNING, "a bibliography entry is never cited"),
    Rule("CIT005", _ERROR, "a citation is glued to the text and would be printed literally"),
    Rule("CIT006", _ERROR, "the citation style cannot be used"),
    # -- XRF, cross-references
    Rule("XRF001", _ERROR, "a cross-reference has no target"),
    Rule("XRF002", _ERROR, "two elements have one id"),
    # -- FIG, figures
    Rule("FIG001", _ERROR, "a figure has no alt text"),
    Rule("FIG002", _ERROR, "a figure's module or image file does not exist"),
    Rule("FIG003", _ERROR, "a figure cannot be drawn"),
    Rule("FIG004", _ERROR, "a figure holds a character that no font has"),
    Rule("FIG005", _ERROR, "an image file cannot be read or is of an unknown kind"),
    # -- DAT, data and facts
    Rule("DAT001", _ERROR, "a fact or a table is unknown"),
    Rule("DAT002", _ERROR, "a dataset cannot be read"),
    Rule("DAT003", _ERROR, "a dataset lacks a column"),
    Rule("DAT004", _ERROR, "two rows give one fact"),
    Rule("DAT005", _ERROR, "a value cannot be shown as asked"),
    # -- ERA, Japanese era years
    Rule("ERA001", _ERROR, "an era year and a Western year disagree"),
    # -- TYP, what may stand in the text
    Rule("TYP001", _ERROR, "raw HTML, LaTeX or Typst in the text"),
    Rule("TYP002", _ERROR, "a character that no font has"),
    Rule("TYP003", _ERROR, "a link uses a scheme that is not allowed"),
    # -- OUT, outputs
    Rule("OUT001", _ERROR, "an output cannot be written"),
    Rule("OUT002", _ERROR, "an edition cannot be typeset"),
    Rule("OUT003", _ERROR, "the build was interrupted"),
    Rule("OUT004", _ERROR, "another build of the same paper is running"),
)

RULES = MappingProxyType({rule.id: rule for rule in _TABLE})
"""Every rule by its id."""


def rule(rule_id: str) -> Rule:
    """Look a rule up by its id.

    Args:
        rule_id: For example ``CIT001``.

    Returns:
        The rule.

    Raises:
        KeyError: If there is no such rule, which is a defect of ours.
    """
    return RULES[rule_id]
