"""Runs a command in a terminal of its own: `in-terminal.py COLUMNS KEYS WORD…`.

COLUMNS is the width that the terminal tells; 0 tells none. KEYS is JSON: pairs of a text and a key, which is pressed
once the text is on the screen. Prints the screen, and ends with the exit code of the command.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
import time

keys = json.loads(sys.argv[2])
process, terminal = pty.fork()
if process == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(sys.argv[1]), 0, 0))
    os.execvp(sys.argv[3], sys.argv[3:])
screen = b""
seen = 0
while True:
    try:
        more = os.read(terminal, 65536)
    except OSError:
        break
    if not more:
        break
    screen += more
    while keys and (at := screen.find(keys[0][0].encode(), seen)) != -1:
        text, key = keys.pop(0)
        seen = at + len(text)
        # A person sees the question first: it is ready for keys by then.
        time.sleep(0.3)
        os.write(terminal, key.encode())
_, status = os.waitpid(process, 0)
sys.stdout.write(screen.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(status))
