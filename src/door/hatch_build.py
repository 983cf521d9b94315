"""Keeps Python's build tools from packing a checkout in which `npm run build` has not been run."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = (
    "src/door/studiolo/agent/agent.mjs",
    "src/door/studiolo/agent/look.cjs",
    "src/door/studiolo/cli/studiolo.cjs",
    "dist/labextension/package.json",
)


class BuiltBefore(BuildHookInterface):
    """Without it a wheel without them would be built, installed and enabled in silence."""

    def initialize(self, version, build_data):
        missing = [name for name in BUILT if not Path(self.root, name).is_file()]
        if missing:
            self.app.abort(f"{', '.join(missing)} missing: run `npm run build` first")
