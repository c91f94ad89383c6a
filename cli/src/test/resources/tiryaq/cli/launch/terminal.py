"""Runs a command on a terminal of its own, types into it, and prints what came and how it ended.

terminal.py STEP COMMAND...     STEP, done once the command said "ready" on a line: none, interrupt, suspend, resize, terminate;
                                yes, no, a number or several of them (yes-no), one each time that it asks "[y/N]"
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

step, command = sys.argv[1], sys.argv[2:]
go, held = os.pipe()
child, terminal = pty.fork()
if child == 0:
    os.close(held)
    os.read(go, 1)
    os.close(go)
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 77, 0, 0))
os.close(go)
os.close(held)
answers = step.split("-") if step[:2] in ("ye", "no") and step != "none" or step[0].isdigit() else []
given = 0
out = b""
deadline = time.monotonic() + 200
while time.monotonic() < deadline:
    if not select.select([terminal], [], [], 0.1)[0]:
        continue
    try:
        some = os.read(terminal, 65536)
    except OSError:
        break
    if not some:
        break
    out += some
    if given < len(answers) and out.count(b"[y/N]") > given:
        os.write(terminal, answers[given].encode() + b"\n")
        given += 1
    if step != "none" and b"ready\r\n" in out:
        if step == "interrupt":
            os.write(terminal, b"\x03")
        elif step == "suspend":
            os.write(terminal, b"\x1a")
        elif step == "resize":
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
        elif step == "terminate":
            os.kill(child, signal.SIGTERM)
        step = "none"
else:
    os.kill(child, signal.SIGKILL)
sys.stdout.buffer.write(out)
print("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
