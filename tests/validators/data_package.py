"""Data Packages that a build leaves in ``build/data``: held against what they must be."""

from __future__ import annotations

import csv
import json
from hashlib import sha256

import jsonschema

_SOURCES = {
    "type": "array", "minItems": 1,
    "items": {"required": ["title"], "properties": {"path": {"pattern": "^https?://"}}},
}  # fmt: skip
_RESOURCE = {
    "required": ["name", "path", "schema", "profile"],
    "properties": {
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "path": {"pattern": r"^(?!/|\.\.)[^\\]+$"},
        "profile": {"const": "tabular-data-resource"},
        "encoding": {"const": "utf-8"},
        "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
        "sources": _SOURCES,
        "schema": {
            "required": ["fields"],
            "properties": {
                "fields": {
                    "type": "array", "minItems": 1,
                    "items": {
                        "required": ["name", "type"],
                        "properties": {"type": {"enum": ["string", "number", "integer"]}},
                    },
                },
                "missingValues": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}  # fmt: skip
_PROFILE = {
    "required": ["profile", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "licenses": {
            "type": "array",
            "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]},
        },
        "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "contributors": {"items": {"required": ["title"]}},
        "sources": _SOURCES,
        "resources": {"type": "array", "minItems": 1, "items": _RESOURCE},
    },
}
"""What a tabular data package must be (Data Package, Tabular Data Resource, Table Schema, version 1)."""
_READ = {"integer": int, "number": float, "string": str}


def descriptor(root):
    """What the package of a paper says of itself."""
    return json.loads((root / "build/data/datapackage.json").read_text(encoding="utf-8"))


def hold(root):
    """Hold a package against its profile, and each file against what is said of it."""
    told = descriptor(root)
    jsonschema.validate(told, _PROFILE)
    names = [each["name"] for each in told["resources"]]
    assert len({*names}) == len(names)
    for each in told["resources"]:
        data = (root / "build/data" / each["path"]).read_bytes()
        assert (len(data), f"sha256:{sha256(data).hexdigest()}") == (each["bytes"], each["hash"])
        head, *rows = csv.reader(data.decode("utf-8").splitlines(keepends=True))
        fields = each["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len({*head}) == len(head)
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert (
                    cell in each["schema"]["missingValues"]
                    or _READ[field["type"]](cell) is not None
                )
