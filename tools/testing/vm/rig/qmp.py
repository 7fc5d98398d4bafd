# SPDX-License-Identifier: GPL-2.0-only
"""QEMU's machine protocol, without waiting: answers and events call back."""

import json


class Qmp:
    """
    One QMP connection on the stream socket @socket.

    The owner calls receive() when the socket is readable. A command's callback is
    called with (result, None) or (None, the text of the error).
    """

    def __init__(self, socket):
        self.socket = socket
        self.on_event = []      # called with (name, data)
        self._buffer = b""
        self._pending = {}
        self._last = 0
        self.send("qmp_capabilities")

    def send(self, command, arguments=None, done=lambda result, error: None):
        """Send a command."""
        self._last += 1
        self._pending[self._last] = done
        message = {"execute": command, "id": self._last}
        if arguments:
            message["arguments"] = arguments
        try:
            self.socket.sendall(json.dumps(message).encode() + b"\n")
        except OSError as error:
            del self._pending[self._last]
            done(None, f"QEMU has gone: {error}")

    def receive(self):
        """Handle what has arrived; return False when QEMU has closed the connection."""
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for line in lines:
            if line.strip():
                self._handle(json.loads(line))
        return bool(data)

    def _handle(self, message):
        if "event" in message:
            for handler in list(self.on_event):
                handler(message["event"], message.get("data", {}))
        elif message.get("id") in self._pending:
            done = self._pending.pop(message["id"])
            if "error" in message:
                done(None, message["error"]["desc"])
            else:
                done(message["return"], None)
