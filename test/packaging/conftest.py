"""The wheel that is shipped, and an environment that has JupyterLab and never had the wheel; no PATH has Node.js."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def wheel():
    """Path of the wheel under test: STUDIOLO_WHEEL, or the one that a build makes."""
    given = os.environ.get("STUDIOLO_WHEEL")
    if given:
        return Path(given)
    subprocess.run([os.environ.get("STUDIOLO_NODE", "node"), "scripts/build.mjs", "wheel"], cwd=ROOT, check=True)
    (built,) = (ROOT / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="session")
def sdist(wheel):
    """Path of the source distribution that was built with the wheel."""
    return wheel.with_name(wheel.name.replace("-py3-none-any.whl", ".tar.gz"))


class Environment:
    """A virtual environment. What runs in it finds its own programs alone, and keeps no bytecode of what it imports."""

    def __init__(self, folder: Path, home: Path):
        self.folder = folder
        self.bin = folder / "bin"
        self.variables = {
            "PATH": str(self.bin),
            "HOME": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PIP_CACHE_DIR": str(ROOT / ".cache" / "pip"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            # Where packages come from is the machine's affair.
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()},
        }
        assert shutil.which("node", path=self.variables["PATH"]) is None

    def run(self, program, *arguments, **variables):
        """Runs a program of the environment; what it printed, on stdout and stderr together."""
        done = subprocess.run(
            [self.bin / program, *map(str, arguments)],
            env={**self.variables, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, f"{program} {arguments} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def files(self):
        """Every file and folder in it, relative to its root."""
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """JupyterLab as pip installs it, in the same version as that of the environment that runs these tests."""
    folder = tmp_path_factory.mktemp("environment")
    made = Environment(folder, tmp_path_factory.mktemp("home"))
    venv.create(folder, with_pip=True, symlinks=True)
    import jupyterlab

    made.run("pip", "install", "--quiet", "--no-compile", f"jupyterlab=={jupyterlab.__version__}")
    return made


@pytest.fixture(scope="session")
def builder(tmp_path_factory):
    """The environment that runs these tests, which has the build tools; without Node.js on the PATH like the other."""
    return Environment(Path(sys.prefix), tmp_path_factory.mktemp("builder-home"))
