"""Tables of cases and words that are held, read by libyaml: there is a megabyte of them."""

import yaml


def read_yaml(file):
    """What a file beside a test holds, as YAML 1.1: a bare ``yes`` or ``12:30`` wants quotes."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
