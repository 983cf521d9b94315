"""What a reader of the log must see and not obey."""

import re

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters, other ends of line, and those that turn the text around them."""


def plain(text: str) -> str:
    """The text on one line, with each such character written out, e.g. `⟨U+001B⟩`, as all of studiolo writes it."""
    return _OBEYED.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
