"""Solves and installs real conda packages at the command lines that the agent relies on, as micromamba does.

Not micromamba: that program is not to be had where the tests run. py-rattler does the work, in real folders. Channels
are those of `~/.condarc`, packages are kept in `~/.conda/pkgs`. Any other command line is an error.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

import yaml
from rattler import Gateway, MatchSpec, PrefixRecord, install, solve
from rattler.exceptions import SolverError
from rattler.install.installer import InstallerReporter

SUBDIRS = ["linux-64", "noarch"]


def say(*words):
    print(*words, flush=True)


class Reporter(InstallerReporter):
    def on_transaction_start(self, total_operations):
        say(f"Transaction starting: {total_operations} packages")

    def on_link_start(self, operation, package_name):
        say(f"Linking {package_name}")
        return operation


def channels() -> list[str]:
    file = Path.home() / ".condarc"
    return (yaml.safe_load(file.read_text()) or {}).get("channels", []) if file.exists() else []


def installed(prefix: Path) -> list[PrefixRecord]:
    return [PrefixRecord.from_path(file) for file in sorted((prefix / "conda-meta").glob("*.json"))]


def spec(text: str) -> str:
    """rattler does not read conda's `name=version=build`."""
    parts = text.split("=")
    return f"{parts[0]} =={parts[1]} {parts[2]}" if len(parts) == 3 and all(parts) else text


async def explicit(file: Path):
    """The records of a list of addresses: nothing is solved."""
    urls = [line.split("#")[0] for line in file.read_text().splitlines() if "://" in line]
    found = []
    for url in urls:
        channel, _, name = url.rsplit("/", 2)
        specs = [MatchSpec(name.rsplit("-", 2)[0])]
        for records in await Gateway().query([channel], SUBDIRS, specs, recursive=False):
            found += [record for record in records if record.url == url]
    if len(found) != len(urls):
        raise ValueError("not all packages of the list were found")
    return found


async def change(prefix: Path, specs: list[str], sources: list[str]):
    say("Loading channels")
    before = installed(prefix)
    say("Solving environment")
    records = await solve(
        sources, [*specs, *(record.name.normalized for record in before)], platforms=SUBDIRS, locked_packages=before
    )
    # py-rattler 0.28 hands these on as they are.
    await put(prefix, records, before, [MatchSpec(spec)._match_spec for spec in specs])


async def put(prefix: Path, records, before, requested):
    await install(
        records,
        prefix,
        cache_dir=Path.home() / ".conda" / "pkgs",
        installed_packages=before,
        execute_link_scripts=True,
        show_progress=False,
        requested_specs=requested,
        reporter=Reporter(),
    )
    (prefix / "conda-meta" / "history").touch()
    say("Transaction finished")


async def create(prefix: Path, specs: list[str], file: str):
    if prefix.exists():
        raise ValueError(f"Non-conda folder exists at prefix: {prefix}")
    if file.endswith(".txt"):
        await put(prefix, await explicit(Path(file)), [], [])
    elif file:
        described = yaml.safe_load(Path(file).read_text())
        await change(
            prefix, [spec(text) for text in described["dependencies"]], described.get("channels") or channels()
        )
    else:
        await change(prefix, specs, channels())


def main():
    if sys.argv[1:] == ["--version"]:
        say("2.0.5")
        return ""
    parser = argparse.ArgumentParser(prog="micromamba", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (commands.add_parser("create"), commands.add_parser("install")):
        command.add_argument("--yes", action="store_true", required=True)
        command.add_argument("--prefix", type=Path, required=True)
    commands.choices["create"].add_argument("--file", default="")
    for name in ("create", "install"):
        commands.choices[name].add_argument("specs", nargs="*")
    asked = parser.parse_args()
    try:
        if asked.command == "create":
            asyncio.run(create(asked.prefix, asked.specs, asked.file))
        else:
            asyncio.run(change(asked.prefix, asked.specs, channels()))
    except SolverError as error:
        return f"error    libmamba Could not solve for environment specs\n{error}"
    except Exception as error:
        return f"critical libmamba {error}"
    return ""


trouble = main()
print(trouble, end="\n" if trouble else "", file=sys.stderr, flush=True)
# The interpreter's own way out now and then meets a thread of py-rattler that is still at work, and crashes.
os._exit(1 if trouble else 0)
