"""TYP024: addresses in the text that Markdown prints otherwise than they are typed.

An address is markup like all other text unless it stands between < and >: of ``a--b`` a dash is
made, of ``~user/a~`` something lowered, of ``*`` and ``__`` emphasis, of ``'`` a quotation mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.letters import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.source.prose import Prose

_BEGINNING = re.compile(r"https?://(?=[A-Za-z0-9])")
_TYPED = re.compile(r"https?://[\x00-\x08\x0e-\x1b!#-'*-;=?-Z^_a-z~\x7f]+")
"""Of one byte, but for blanks, brackets, bars, backslashes, backticks and double quotes."""
_AROUND = "*_~'^.,;:!?"
"""What ends a sentence, or closes what an address stands in."""
_BEHIND = rf"[\s\ufffc{WIDE}]"
_LONGEST = 1000


def check_bare_addresses(prose: Prose) -> Iterator[Finding]:
    """TYP024 for each address that is printed otherwise than it is typed."""
    for match in _BEGINNING.finditer(prose.text):
        position = prose.at[match.start()]
        found = _TYPED.match(prose.positions.letters(position, _LONGEST))
        if not found:
            continue
        typed = found[0].rstrip(_AROUND)
        printed = prose.text[match.start() : match.start() + len(typed)]
        if typed != printed:
            message = "the address {typed} is printed as {printed}"
            hint = "Write <{typed}>: between these marks nothing in it is markup."
            shown = re.split(_BEHIND, printed)[0]
            where = prose.place(match.start())
            yield Finding.of("TYP024", where, message, hint, typed, shown)
