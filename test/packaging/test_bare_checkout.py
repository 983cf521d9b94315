"""A checkout in which nothing has been built yet."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AGENT = "src/door/studiolo/agent"
TERMINAL = "src/door/studiolo/cli"
LABEXTENSION = "dist/labextension"


@pytest.fixture
def checkout(tmp_path):
    """What Python's build tools read of the project, nothing built."""
    folder = tmp_path / "studiolo"
    shutil.copytree(
        ROOT / "src" / "door", folder / "src" / "door", ignore=shutil.ignore_patterns("agent", "cli", "*.pyc")
    )
    for name in ("pyproject.toml", "package.json", "install.json", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.mark.parametrize(
    "built", [None, AGENT, TERMINAL, LABEXTENSION], ids=["nothing", "the agent", "the program", "the labextension"]
)
def test_python_does_not_pack_it_and_says_what_to_run(checkout, wheel, builder, built):
    if built:
        shutil.copytree(ROOT / built, checkout / built)
    missing = [
        name
        for name in (
            f"{AGENT}/agent.mjs",
            f"{AGENT}/look.cjs",
            f"{TERMINAL}/studiolo.cjs",
            f"{LABEXTENSION}/package.json",
        )
        if not (built and name.startswith(built))
    ]
    command = ["python", "-m", "build", "--wheel", "--no-isolation", str(checkout)]
    done = subprocess.run(
        [builder.bin / command[0], *command[1:]], env=builder.variables, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert f"{', '.join(missing)} missing: run `npm run build` first" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not list(checkout.rglob("*.whl"))
