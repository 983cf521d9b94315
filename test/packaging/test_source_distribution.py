"""The source distribution, installed by pip where there is neither a clone nor Node.js, nor any other program."""

import json
import shutil
import venv
from pathlib import Path

import pytest
from conftest import Environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A fresh virtual environment with pip alone; nothing but its own programs is on the PATH."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=True, symlinks=True)
    return Environment(folder, tmp_path_factory.mktemp("bare-home"))


@pytest.fixture(scope="module")
def copied(sdist, tmp_path_factory):
    """The file alone, in a folder of its own."""
    return Path(shutil.copy(sdist, tmp_path_factory.mktemp("downloaded")))


def of_ours(environment):
    """The bytes of what is installed of studiolo, by name; without what pip notes of where it came from."""
    listed = environment.run("pip", "show", "--files", "studiolo").partition("Files:\n")[2].split()
    (site,) = environment.folder.glob("lib/python3*/site-packages")
    notes = ("RECORD", "direct_url.json", "bin/studiolo")
    return {name: (site / name).read_bytes() for name in listed if not name.endswith((*notes, ".pyc"))}


def test_it_is_the_same_as_from_the_wheel_and_its_program_works(bare, copied, wheel):
    bare.run("pip", "install", "--quiet", "--no-compile", f"{copied}[node]")
    version = json.loads((ROOT / "package.json").read_text())["version"]
    assert bare.run("studiolo", "--version").strip() == version
    assert "keep-awake" in bare.run("studiolo", "--help")
    # Others' agents may run on this machine.
    assert isinstance(json.loads(bare.run("studiolo", "agent", "list", "--json")), list)
    from_source = of_ours(bare)
    assert any(name.endswith("agent.mjs") for name in from_source)
    bare.run("pip", "install", "--quiet", "--no-compile", "--no-deps", "--force-reinstall", wheel)
    assert from_source == of_ours(bare)


def test_uninstalling_leaves_nothing(bare, copied):
    bare.run("pip", "install", "--quiet", "--no-compile", "--no-deps", "--force-reinstall", copied)
    bare.run("pip", "uninstall", "--quiet", "--yes", "studiolo")
    assert [name for name in bare.files() if "studiolo" in name] == []
