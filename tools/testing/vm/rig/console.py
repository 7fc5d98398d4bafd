# SPDX-License-Identifier: GPL-2.0-only
"""What a person sees: progress on stderr, and the terminal in raw mode."""

import contextlib
import shutil
import sys
import termios
import threading
import time
import tty

SPINNER = "|/-\\"


class Progress:
    """
    Stages with the time at which each began, on stderr.

    On a terminal the current stage carries a spinner until something else is
    printed; elsewhere each stage is one plain line.
    """

    def __init__(self, quiet=False):
        self.start = time.monotonic()
        self.quiet = quiet
        self.tty = sys.stderr.isatty() and not quiet
        self._text = None           # of the stage that spins now
        self._turn = 0
        self._lock = threading.Lock()
        self._thread = None
        self._stop = threading.Event()

    def __enter__(self):
        if self.tty:
            self._thread = threading.Thread(target=self._spin, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        if self._thread:
            self._thread.join()
        self.settle()

    def _elapsed(self):
        return f"[{time.monotonic() - self.start:6.2f}]"

    def _spin(self):
        while not self._stop.wait(0.15):
            with self._lock:
                if self._text is None:
                    continue
                self._turn += 1
                mark = SPINNER[self._turn % len(SPINNER)]
                sys.stderr.write(f"\r\033[K{self._elapsed()} {self._text} {mark}")
                sys.stderr.flush()

    def settle(self):
        """End the spinner, so that others may write to the terminal."""
        with self._lock:
            if self._text is not None:
                sys.stderr.write(f"\r\033[K{self._began} {self._text}\n")
                sys.stderr.flush()
            self._text = None

    def stage(self, text):
        """Say that the stage @text begins."""
        if self.quiet:
            return
        self.settle()
        if not self.tty:
            print(f"{self._elapsed()} {text}", file=sys.stderr, flush=True)
            return
        with self._lock:
            self._began = self._elapsed()
            self._text = text
            sys.stderr.write(f"{self._began} {text}")
            sys.stderr.flush()

    def note(self, text):
        """Print @text on lines of its own."""
        self.settle()
        print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def raw_terminal(descriptor):
    """Pass every key on as it is, ctrl-c too; put the terminal back at the end."""
    saved = termios.tcgetattr(descriptor)
    try:
        tty.setraw(descriptor)
        # What the rig itself prints shall still begin at the left.
        raw = termios.tcgetattr(descriptor)
        raw[1] |= termios.OPOST
        termios.tcsetattr(descriptor, termios.TCSANOW, raw)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, saved)


def window_size():
    """Return (rows, columns) of the terminal."""
    size = shutil.get_terminal_size()
    return size.lines, size.columns
