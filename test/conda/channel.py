"""Makes a real conda channel in a folder: `channel.py FOLDER ENVIRONMENT`.

Its Python is one that shares the interpreter of the Python environment ENVIRONMENT, as a venv does; its ipykernel is
ENVIRONMENT's own. Kernels of what is made of them really run.
"""

import hashlib
import io
import json
import platform
import sys
import tarfile
from pathlib import Path

VERSION = platform.python_version()
SITE_PACKAGES = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def archive(channel: Path, name: str, version: str, depends: list[str], files: dict[str, str], links: dict[str, str]):
    """Writes one `.tar.bz2`; returns its file name and its record of the repodata."""
    index = {"name": name, "version": version, "build": "0", "build_number": 0, "depends": depends, "subdir": "linux-64"}
    files = {f"share/{name}.txt": f"{name} {version}\n", **files}
    paths = [
        {"_path": path, "path_type": "hardlink", "sha256": hashlib.sha256(text.encode()).hexdigest(), "size_in_bytes": len(text)}
        for path, text in files.items()
    ] + [{"_path": path, "path_type": "softlink"} for path in links]
    info = {
        "info/index.json": json.dumps(index),
        "info/paths.json": json.dumps({"paths": paths, "paths_version": 1}),
        "info/files": "".join(f"{entry['_path']}\n" for entry in paths),
    }
    file = channel / "linux-64" / f"{name}-{version}-0.tar.bz2"
    with tarfile.open(file, "w:bz2") as tar:
        for path, text in {**info, **files}.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(text.encode())
            entry.mode = 0o755 if path.startswith("bin/") else 0o644
            tar.addfile(entry, io.BytesIO(text.encode()))
        for path, target in links.items():
            entry = tarfile.TarInfo(path)
            entry.type = tarfile.SYMTYPE
            entry.linkname = target
            tar.addfile(entry)
    content = file.read_bytes()
    hashes = {"md5": hashlib.md5(content).hexdigest(), "sha256": hashlib.sha256(content).hexdigest()}
    return file.name, {**index, **hashes, "size": len(content)}


def main(channel: Path, environment: Path):
    (channel / "linux-64").mkdir(parents=True)
    (channel / "noarch").mkdir()
    home = Path(sys._base_executable).resolve()
    base = str(home.parent)
    packages = [
        (
            "python",
            VERSION,
            [],
            {"pyvenv.cfg": f"home = {base}\nversion = {VERSION}\n", f"{SITE_PACKAGES}/README.txt": "site-packages\n"},
            {"bin/python": str(home), "bin/python3": str(home)},
        ),
        ("ipykernel", "6.29.5", ["python"], {f"{SITE_PACKAGES}/ipykernel-of-tests.pth": f"{environment}/{SITE_PACKAGES}\n"}, {}),
        ("alpha", "1.0", [], {}, {}),
        ("alpha", "2.0", [], {}, {}),
        ("beta", "1.0", ["alpha >=2"], {}, {}),
        ("gamma", "1.0", ["alpha <2"], {}, {}),
        ("needs-what-is-not-there", "1.0", ["missing-library >=3"], {}, {}),
        # Its script ends when the file that it waits for is there, or when it is killed.
        ("slow", "1.0", [], {"bin/.slow-post-link.sh": "echo waiting\nwhile [ ! -e \"$HOME/go-on\" ]; do sleep 0.1; done\n"}, {}),
    ]
    records = dict(archive(channel, *package) for package in packages)
    for subdir, there in (("linux-64", records), ("noarch", {})):
        repodata = {"info": {"subdir": subdir}, "packages": there, "packages.conda": {}, "repodata_version": 1}
        (channel / subdir / "repodata.json").write_text(json.dumps(repodata))


main(Path(sys.argv[1]), Path(sys.argv[2]))
