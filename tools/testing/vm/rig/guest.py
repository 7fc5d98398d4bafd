# SPDX-License-Identifier: GPL-2.0-only
"""
The conversation with a running guest.

One loop listens to everything at once: the guest's terminal, its control line,
QEMU's QMP, the console's file, the user's keys, and the clock.
"""

import contextlib
import heapq
import itertools
import json
import os
import selectors
import sys
import time
from dataclasses import dataclass, field

from . import card as cards
from . import console
from .qmp import Qmp

TICK = 0.1              # s, how often the console's file is looked at
END = 120               # s, what the guest may take to end after its last word
UNPLUG = 120            # s, what the guest may take to let a device go
ESCAPE = b"\x1d"        # ctrl-], which ends a guest whose shell does not answer


@dataclass
class Outcome:
    """How a run ended."""

    status: int = None      # of the script, None when the guest never told
    tainted: int = 0
    timed_out: bool = False
    hung: bool = False      # told its status, but did not end
    events: list = field(default_factory=list)


class Guest:
    """A guest that runs in the QEMU process @process."""

    def __init__(self, process, machine, progress, timeout=None, keyboard=None, verbose=False):
        self.process = process
        self.machine = machine
        self.progress = progress
        self.keyboard = keyboard
        self.verbose = verbose
        self.outcome = Outcome()
        self.terminal = process.sockets["terminal"]
        self.control = process.sockets["control"]
        self.qmp = Qmp(process.sockets["qmp"])
        self.qmp.on_event.append(self._event)
        self._timers, self._order = [], itertools.count()
        self._lines = b""
        self._console = None
        self._ended = False
        self._wakeup = None
        self._selector = selectors.PollSelector()
        self._keyboard_use = contextlib.ExitStack()
        if timeout:
            self.after(timeout, self._timeout)

    # The loop

    def run(self):
        """Stay until QEMU has ended, and return the outcome."""
        selector = self._selector
        pid = os.pidfd_open(self.process.process.pid)
        selector.register(pid, selectors.EVENT_READ, self._exited)
        selector.register(self.terminal, selectors.EVENT_READ, self._terminal_output)
        selector.register(self.control, selectors.EVENT_READ, self._control_input)
        selector.register(self.qmp.socket, selectors.EVENT_READ, self.qmp.receive)
        try:
            while not self._ended:
                for key, _ in selector.select(self._until_next()):
                    if key.data() is False:
                        selector.unregister(key.fileobj)
                self._run_timers()
                self._show_console()
        finally:
            self._keyboard_use.close()
            selector.close()
            os.close(pid)
        return self.outcome

    def after(self, seconds, call):
        """Have @call called after @seconds."""
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), call))

    def _until_next(self):
        if not self._timers:
            return TICK
        return min(TICK, max(0, self._timers[0][0] - time.monotonic()))

    def _run_timers(self):
        while self._timers and self._timers[0][0] <= time.monotonic():
            heapq.heappop(self._timers)[2]()

    def _exited(self):
        # What the guest said last may still wait in the sockets.
        for socket, handle in ((self.qmp.socket, self.qmp.receive),
                               (self.terminal, self._terminal_output),
                               (self.control, self._control_input)):
            socket.setblocking(False)
            try:
                while handle() is not False:
                    pass
            except BlockingIOError:
                pass
        self._ended = True

    # What the guest and the user write

    def _terminal_output(self):
        data = self._receive(self.terminal)
        if not data:
            return False
        self.progress.settle()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True

    @staticmethod
    def _receive(socket):
        try:
            return socket.recv(65536)
        except ConnectionError:
            return b""

    def _use_keyboard(self):
        """Give the keys to the guest; until now ctrl-c was ours."""
        self.progress.settle()
        if os.isatty(self.keyboard):
            self._keyboard_use.enter_context(console.raw_terminal(self.keyboard))
        self._selector.register(self.keyboard, selectors.EVENT_READ, self._keys)

    def _keys(self):
        data = os.read(self.keyboard, 4096)
        if data == ESCAPE:
            self.quit()
            return False
        if not data:
            self._end_of_keys()
            return False
        self.terminal.sendall(data)
        return True

    def _end_of_keys(self):
        """End the shell as ctrl-d does; while it is still starting, that would be lost."""
        if self.outcome.status is None and not self._ended:
            self.terminal.sendall(b"\x04")
            self.after(1, self._end_of_keys)

    def _show_console(self):
        if not self.verbose:
            return
        if self._console is None:
            if not self.machine.console.exists():
                return
            self._console = self.machine.console.open("rb")
        data = self._console.read()
        if data:
            self.progress.settle()
            sys.stderr.buffer.write(data)
            sys.stderr.buffer.flush()

    # The control line

    def _control_input(self):
        data = self._receive(self.control)
        if not data:
            return False
        *lines, self._lines = (self._lines + data).split(b"\n")
        for line in lines:
            word, _, rest = line.decode("utf-8", "replace").strip("\r\0 ").partition(" ")
            handler = getattr(self, f"_told_{word}", None)
            if handler:
                handler(rest)
        return True

    def _told_stage(self, text):
        self.progress.stage(text)

    def _told_ready(self, _text):
        if self.keyboard is not None:
            self._use_keyboard()

    def _told_note(self, text):
        self.progress.note(text)

    def _told_tainted(self, text):
        self.outcome.tainted = int(text)

    def _told_exit(self, text):
        self.outcome.status = int(text)
        self._keyboard_use.close()
        self.after(END, self._hung)

    def _told_do(self, request):
        command, _, rest = request.partition(" ")
        handler = getattr(self, f"_do_{command}", None)
        if not handler:
            self._answer(None, f"the rig has no command '{command}'")
            return
        handler(rest.strip())

    def _answer(self, result, error):
        verdict, text = ("err", error) if error else ("ok", result or "")
        text = str(text).strip().replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")
        self.control.sendall(f"{verdict} {text}\n".encode())

    # What rigctl can ask for

    def _do_note(self, text):
        self.progress.note(text)
        self._answer(None, None)

    def _do_qmp(self, text):
        command, _, arguments = text.partition(" ")
        try:
            words = json.loads(arguments) if arguments else None
        except ValueError as error:
            self._answer(None, f"{arguments}: {error}")
            return
        self.qmp.send(command, words, lambda result, error: self._answer(
            json.dumps(result) if result else "", error))

    def _do_hmp(self, text):
        self.qmp.send("human-monitor-command", {"command-line": text}, self._answer)

    def _do_device_del(self, device):
        def seen(name, data):
            if name == "DEVICE_DELETED" and data.get("device") == device:
                finish("", None)

        def finish(result, error):
            if seen in self.qmp.on_event:
                self.qmp.on_event.remove(seen)
                self._answer(result, error)

        def sent(_result, error):
            if error:
                finish(None, error)
            else:
                self.after(UNPLUG, lambda: finish(None, f"the guest does not let {device} go"))

        self.qmp.on_event.append(seen)
        self.qmp.send("device_del", {"id": device}, sent)

    def _do_device_add(self, text):
        for card in self.machine.cards:
            if text == card.id:
                devices = cards.devices(card, self.machine.machine)
                break
        else:
            driver, *words = text.split(",")
            devices = [{"driver": driver, **dict(word.partition("=")[::2] for word in words)}]
        self._add(devices)

    def _add(self, devices):
        first, *rest = devices
        self.qmp.send("device_add", first, lambda result, error: self._answer(None, error)
                      if error or not rest else self._add(rest))

    def _do_system_wakeup(self, text):
        try:
            self._wakeup = float(text or 0)
        except ValueError:
            self._answer(None, f"{text} is not a number of seconds")
            return
        self._answer(None, None)

    def _event(self, name, data):
        self.outcome.events.append((name, data))
        if name == "SUSPEND" and self._wakeup is not None:
            self.after(self._wakeup, lambda: self.qmp.send("system_wakeup"))
            self._wakeup = None

    # Ends that nobody wants

    def _hung(self):
        self.outcome.hung = True
        self.quit()

    def _timeout(self):
        if self.outcome.status is not None:
            return
        self.outcome.timed_out = True
        # Have the kernel say where everybody is: blocked tasks, then running ones.
        for delay, key in ((0, "w"), (0.5, "l")):
            self.after(delay, lambda key=key: self._sysrq(key))
        self.after(1.5, self.quit)

    def _sysrq(self, key):
        keys = [{"type": "qcode", "data": name} for name in ("alt", "sysrq", key)]
        self.qmp.send("send-key", {"keys": keys})

    def quit(self):
        """End QEMU; run() returns when it has ended."""
        self.qmp.send("quit")
        self.after(3, self.process.stop)
