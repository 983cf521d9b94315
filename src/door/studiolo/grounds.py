"""Where the door's programs stand: the folder of their sockets, and the server's API that they may ask."""

import os
from collections.abc import Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Callable, Optional

from .private_folder import PrivateFolder, private_folder
from .server_api import ServerApi


class Grounds:
    """One folder as long as the server lives; another where that was harmed."""

    def __init__(self, server: Callable[[], dict[str, str]], api: ServerApi, parents: Iterable[str], log):
        """`parents`: where the folder may be, best first."""
        self._server = server
        self._api = api
        self._parents = list(parents)
        self._log = log
        self._folder: Optional[PrivateFolder] = None
        self.opened: Callable[[PrivateFolder], None] = lambda folder: None
        """Called with each folder that is made, to listen at its door."""
        self.closed: Callable[[], None] = lambda: None
        """Called before a folder is left, to listen no longer."""

    @property
    def folder(self) -> PrivateFolder:
        """The folder, made where there is none that is whole. Raises OSError where none can be made."""
        if self._folder is not None and not self._folder.whole():
            self._log.warning(
                "studiolo: %s or a socket in it was removed or changed; another is made", self._folder.path
            )
            self.leave()
        if self._folder is None:
            self._folder = private_folder(self._parents)
            self._api.listen(self._folder.listener)
            self.opened(self._folder)
        return self._folder

    @property
    def standing(self) -> Optional[PrivateFolder]:
        """The folder as it is, if there is one."""
        return self._folder

    @contextmanager
    def startup(self):
        """What one program is told of where it runs, with a token of its own that ends with it."""
        folder = self.folder
        token = self._api.admit()
        server = {
            **self._server(),
            "pid": os.getpid(),
            "socket": folder.server_socket,
            "door": folder.door_socket,
            "token": token,
        }
        try:
            yield {"looks": folder.looks, "server": server}
        finally:
            self._api.dismiss(token)

    def leave(self) -> None:
        """Answers nobody there any more, and removes the folder."""
        self.closed()
        self._api.close()
        self.abandon()

    def abandon(self) -> None:
        """Removes the folder, at the end of a server whose loop runs no more."""
        if self._folder is not None:
            _withdraw()
            self._folder.remove()
            self._folder = None


def _withdraw() -> None:
    """Takes back what the programs told of the door, where this user's `studiolo` finds it: see `running-agent.ts`."""
    told = Path(os.environ.get("STUDIOLO_AGENTS") or f"/tmp/studiolo-{os.getuid()}")
    with suppress(OSError):
        if told.lstat().st_uid == os.getuid() and not told.is_symlink():
            (told / f"{os.getpid()}.json").unlink(missing_ok=True)
            # Only an empty one goes.
            told.rmdir()
