"""Drives `redress eval` at a pseudo-terminal: interactive.py PROGRAM STATE-FOLDER. Ends with status 1 and the screen when an answer doesn't come."""
import os
import pty
import re
import select
import struct
import fcntl
import sys
import termios
import time

program, state = sys.argv[1:3]
# What is typed, and what must appear on the screen after it.
steps = [
    (None, "feel> "),
    ("1 + 1\r", "\n2\r"),
    ("损失 = 12.5\r", "损失 = 12.5\r"),
    ("损失 * 2\r", "\n25"),
    ("\x1b[A\x7f4\r", "\n50"),
    ("coun\t[1, 2])\r", "\n2\r"),
    ("[1,\r", "... "),
    ("2]\r", "\n[1, 2]\r"),
    ("1 + nothing here\r", "^~~~"),
    ("abc\x03", "feel> "),
    (":type [1, 2]\r", "list<number>"),
    (":help abs\r", "magnitude"),
    ("s\t", "string join("),
    ("\x15:quit\r", None),
]

child, terminal = pty.fork()
if child == 0:
    environment = dict(os.environ, TERM="xterm", XDG_STATE_HOME=state, LC_ALL="C.UTF-8")
    os.execve(program, [program, "eval", "--lang", "en"], environment)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

screen = b""


def read_until(wanted, seconds=20):
    """Reads on until the wanted text appears; None reads to the end."""
    global screen
    end = time.monotonic() + seconds
    seen = b""
    while time.monotonic() < end:
        if wanted is not None and wanted.encode() in re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", seen):
            return True
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            piece = b""
        if not piece:
            return wanted is None
        seen += piece
        screen += piece
    return False


for typed, wanted in steps:
    if typed is not None:
        os.write(terminal, typed.encode())
    if not read_until(wanted):
        print("after %r there was no %r on:\n%r" % (typed, wanted, screen[-1500:]))
        os.close(terminal)
        sys.exit(1)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
if status != 0:
    print("status %d" % status)
sys.exit(1 if status else 0)
