"""The page of the package index: the README without what leads out of it, as an index has none of the other files."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\s*")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


class IndexPage(MetadataHookInterface):
    """Links to other pages become their words, and pictures go; what has an address of its own stays."""

    def update(self, metadata):
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        page = _LINK.sub(r"\1", _PICTURE.sub("", text))
        metadata["readme"] = {"content-type": "text/markdown", "text": page}
