"""NAM: names of persons, bodies and things, held against what the paper knows of them."""

from hakusho.checks.naming.bodies_in_time import check_bodies
from hakusho.checks.naming.front_names import check_front_names
from hakusho.checks.naming.glosses import check_glosses
from hakusho.checks.naming.near_names import check_names_of_terms, check_near_names
from hakusho.checks.naming.persons import check_persons

__all__ = [
    "check_bodies",
    "check_front_names",
    "check_glosses",
    "check_names_of_terms",
    "check_near_names",
    "check_persons",
]
