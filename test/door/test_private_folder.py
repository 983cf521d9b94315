"""Where the sockets of door and agent are."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from studiolo.private_folder import private_folder

from .conftest import SOURCE


@pytest.fixture
def place():
    with tempfile.TemporaryDirectory(prefix="door-") as folder:
        yield Path(folder)


@pytest.fixture
def made():
    folders = []

    def make(*parents):
        folders.append(private_folder([str(parent) for parent in parents]))
        return Path(folders[-1].path)

    yield make
    for folder in folders:
        folder.remove()


def test_it_is_in_the_first_place_that_will_do_for_this_user_alone(made, place):
    folder = made("", place / "nowhere", place)
    assert folder.parent == place
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "server.sock").stat().st_mode) == 0o600


def test_a_path_that_is_too_long_for_a_socket_is_passed_over(made, place):
    longest = place / ("x" * (107 - len(f"{place}//studiolo-12345678/server.sock")))
    longer = place / f"{longest.name}x"
    for each in (longest, longer):
        each.mkdir()
    assert made(longest).parent == longest
    assert made(longer).parent == Path("/tmp")


def test_bytes_count_and_not_characters(made, place):
    wide = place / ("ü" * 40)
    wide.mkdir()
    assert made(wide, place).parent == place


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_place_that_others_may_change_is_passed_over_and_so_is_what_is_below_it(made, place, mode):
    below = place / "open" / "below"
    below.mkdir(parents=True, mode=0o700)
    below.parent.chmod(mode)
    assert made(below.parent, below, place).parent == place


def test_a_link_counts_as_what_it_leads_to(made, place):
    (place / "open").mkdir()
    (place / "open").chmod(0o777)
    (place / "link").symlink_to(place / "open")
    assert made(place / "link", place).parent == place


def test_a_place_of_another_user_is_passed_over(made, place, monkeypatch):
    if os.getuid() == 0:
        os.chown(place, 65534, 65534)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 65534)
    assert made(place).parent == Path("/tmp")


def test_where_everybody_may_write_and_only_owners_may_remove_it_is_as_safe_as_in_tmp(made, place):
    place.chmod(0o1777)
    assert made(place).parent == place


def test_what_a_killed_server_left_is_removed_and_what_a_living_one_has_is_not(made, place):
    script = """
import sys
from studiolo.private_folder import private_folder

folder = private_folder(sys.argv[1:])
print(folder.path, flush=True)
sys.stdin.read()
"""
    killed, living = (
        subprocess.Popen(
            [sys.executable, "-c", script, str(place)],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    left, held = (Path(each.stdout.readline().strip()) for each in (killed, living))
    (place / "studiolo-of-something-else").mkdir()
    killed.kill()
    killed.wait()
    fresh = made(place)
    assert {each.name for each in place.iterdir()} == {held.name, fresh.name, "studiolo-of-something-else"}
    assert not left.exists()
    living.communicate()
