"""Citations: ``.bib`` files to entries, entries to CSL JSON, locators, the citation style.

Nothing is imported here: the model of a citation is needed long before the rest.
"""
