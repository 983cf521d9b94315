"""The program for administrators, as `npm install --global` installs it: without a clone, a build or a network."""

import json
import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = os.environ.get("STUDIOLO_NODE", "node")


@pytest.fixture(scope="session")
def tarball():
    """Path of the tarball under test, built where it is not."""
    subprocess.run([NODE, "scripts/build.mjs", "tarball"], cwd=ROOT, check=True, capture_output=True)
    return Path(json.loads((ROOT / "dist" / "studiolo.tgz.json").read_text())["tarball"])


class Installed:
    """A prefix that the tarball was installed into, and a home that has nothing."""

    def __init__(self, folder: Path, tarball: Path):
        self.prefix = folder / "prefix"
        self.variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "npm_config_cache": str(folder / "npm"),
        }
        self.npm("install", "--offline", str(tarball))

    def npm(self, command, *arguments):
        subprocess.run(
            ["npm", command, "--global", "--prefix", self.prefix, *arguments],
            env=self.variables,
            check=True,
            capture_output=True,
        )

    def run(self, *words, code=0, **variables):
        done = subprocess.run(
            [self.prefix / "bin" / "studiolo", *words],
            env={**self.variables, **variables},
            capture_output=True,
            text=True,
            cwd=self.prefix,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def installed(tmp_path, tarball):
    return Installed(tmp_path, tarball)


@pytest.fixture
def emulator(installed):
    """The address of an emulator that the installed program runs, with the example company in it."""
    folder = installed.prefix / "lib" / "node_modules" / "studiolo"
    child = subprocess.Popen(
        [
            installed.prefix / "bin" / "studiolo",
            "emulate",
            "--port",
            "0",
            "--seed",
            folder / "examples/acme.studio.yaml",
        ],
        env=installed.variables,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        (url,) = re.findall(r"http://\S+", child.stdout.readline())
        yield url
    finally:
        child.terminate()
        child.wait()


def test_an_administrator_has_the_program_and_all_that_it_needs(installed, emulator):
    version = json.loads((ROOT / "package.json").read_text())["version"]
    assert installed.run("--version").strip() == version
    credentials = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}
    asked = {"AWS_ENDPOINT_URL_SAGEMAKER": emulator, **credentials}
    assert "d-acmemlplatf1" in installed.run("domain", "status", **asked)
    installed.run(
        *("domain", "install", "--domain", "d-acmemlplatf1", "--index-url", "https://packages.example.com/simple"),
        *("--existing", "keep", "--yes"),
        **asked,
    )
    assert f"studiolo {version}" in installed.run("domain", "status", **asked)
    folder = installed.prefix / "lib" / "node_modules" / "studiolo"
    installed.run("image", "verify", folder / "images" / "jupyterlab-minimal")
    assert (folder / "docs" / "install-for-a-domain.md").is_file()


def test_what_it_is_made_of_is_its_own_alone(installed):
    folder = installed.prefix / "lib" / "node_modules"
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == ["studiolo"]
    assert not list(folder.rglob("*.map")) and not list(folder.rglob("test"))


def test_removing_it_leaves_nothing(installed):
    installed.npm("uninstall", "studiolo")
    assert not [path for path in installed.prefix.rglob("*") if path.is_file() or path.is_symlink()]


def test_the_distributions_are_as_the_package_index_wants_them(wheel, sdist):
    packaging = Path(os.environ["STUDIOLO_PACKAGING"]) / "bin"
    subprocess.run([packaging / "twine", "check", "--strict", wheel, sdist], check=True)
    # Files of the labextension are many and have one parent; W004 wants modules that can be imported.
    subprocess.run([packaging / "check-wheel-contents", wheel], check=True)


def test_nothing_on_the_page_of_the_package_index_leads_to_what_is_not_there(wheel, sdist):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        _, page = archive.read(name).decode().split("\n\n", 1)
    with tarfile.open(sdist) as archive:
        (name,) = [name for name in archive.getnames() if name.endswith("/PKG-INFO")]
        assert archive.extractfile(name).read().decode().split("\n\n", 1)[1] == page
    headings = re.findall(r"^#+ .+$", (ROOT / "README.md").read_text(), re.M)
    assert re.findall(r"^#+ .+$", page, re.M) == headings
    assert [to for to in re.findall(r"\]\(([^)]*)\)", page) if not to.startswith("https://")] == []


def test_the_auditor_of_workflows_finds_nothing():
    zizmor = Path(os.environ["STUDIOLO_PACKAGING"]) / "bin" / "zizmor"
    done = subprocess.run([zizmor, "--offline", ".github"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
