"""A folder of this user alone, for the sockets of the door and the agent, whose place nobody can take unnoticed."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tornado.netutil import bind_unix_socket

AGENT = "agent.sock"
SERVER = "server.sock"
DOOR = "door.sock"
LOOKS = "looks.json"
COMPILED = "compiled"
_LOCK = "lock"
_PREFIX = "studiolo-"

_LONGEST_PARENT = 107 - len(f"/{_PREFIX}12345678/{SERVER}")
"""Bytes: the path of a socket may have 107."""
_LAST = "/tmp"
"""Taken even where others may write in it: the folder is known again, and so is who answers in it."""


class PrivateFolder:
    """
    It holds the sockets `AGENT`, `SERVER` and `DOOR`, of which the last two are bound already, as `listener` and
    `door`; the file in which looks leave what the next one must know; and what Node.js has compiled of their program.
    """

    def __init__(self, parent: str):
        """Raises OSError where no folder can be made, or its file system takes no sockets or locks, as some of NFS."""
        self.path = tempfile.mkdtemp(prefix=_PREFIX, dir=parent)
        # Held as long as this server lives, however it ends: by it the next one knows what a killed one left.
        self._lock = os.open(f"{self.path}/{_LOCK}", os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.listener = bind_unix_socket(f"{self.path}/{SERVER}", mode=0o600)
            self.door = bind_unix_socket(f"{self.path}/{DOOR}", mode=0o600)
        except OSError:
            os.close(self._lock)
            shutil.rmtree(self.path, ignore_errors=True)
            raise
        self._made = self._identity()
        self._sealed = None

    @property
    def agent_socket(self) -> str:
        return f"{self.path}/{AGENT}"

    @property
    def server_socket(self) -> str:
        return f"{self.path}/{SERVER}"

    @property
    def door_socket(self) -> str:
        return f"{self.path}/{DOOR}"

    @property
    def looks(self) -> str:
        return f"{self.path}/{LOOKS}"

    @property
    def compiled(self) -> str:
        return f"{self.path}/{COMPILED}"

    def whole(self) -> bool:
        """Whether nobody has removed or replaced it or a socket of ours, or changed whose it is and who may enter."""
        return self._made is not None and self._made == self._identity()

    def seal(self) -> None:
        """From now on it is `intact` as long as the agent's socket too is the one that it is now."""
        self._sealed = self._identity(AGENT)

    def intact(self) -> bool:
        """Whether it is whole, and the agent's socket as it was."""
        return self.whole() and self._sealed is not None and self._sealed == self._identity(AGENT)

    def remove(self) -> None:
        """Removes it, unless something else has taken its place."""
        self.listener.close()
        self.door.close()
        try:
            ours = os.path.samestat(os.lstat(f"{self.path}/{_LOCK}"), os.stat(self._lock))
        except OSError:
            ours = False
        if ours:
            shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)

    def _identity(self, *more: str):
        try:
            found = [os.lstat(self.path), *(os.lstat(f"{self.path}/{name}") for name in (SERVER, DOOR, *more))]
        except OSError:
            return None
        return [(each.st_dev, each.st_ino, each.st_uid, each.st_mode) for each in found]


def private_folder(parents: Iterable[str]) -> PrivateFolder:
    """
    Makes one in the first of `parents` that will do, at last in `/tmp`, and removes what killed servers left there.
    Raises OSError with every reason where none will.
    """
    reasons = []
    for parent in (*(parent for parent in parents if parent), _LAST):
        try:
            _check(parent)
            folder = PrivateFolder(parent)
        except OSError as error:
            reasons.append(str(error))
            continue
        _clear_abandoned(parent)
        return folder
    raise OSError(f"no folder will do for its socket: {'; '.join(reasons)}")


def _check(parent: str) -> None:
    if len(os.fsencode(parent)) > _LONGEST_PARENT:
        raise OSError(f"the path {parent} is too long for a socket")
    if parent == _LAST:
        return
    # Whoever may write in it or above it could put another folder in the place of ours.
    place = Path(os.path.realpath(parent))
    for each in (place, *place.parents):
        found = each.stat()
        if found.st_uid not in (0, os.getuid()) or (found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX):
            raise OSError(f"others may change {each}")


def _clear_abandoned(parent: str) -> None:
    for folder in Path(parent).glob(f"{_PREFIX}*"):
        try:
            if folder.lstat().st_uid != os.getuid():
                continue
            # Neither made where there is none, nor followed where it leads elsewhere.
            lock = os.open(folder / _LOCK, os.O_WRONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            # A server lives that holds it.
            pass
        finally:
            os.close(lock)
