# SPDX-License-Identifier: GPL-2.0-only
"""Writing cpio archives of the kind that the kernel unpacks as its first root."""

import os
import stat


class Writer:
    """
    Writes a "newc" archive to @file.

    Names are absolute paths of the guest; parent directories are made as needed.
    Owners are root and times are zero, so equal contents give equal archives.
    """

    def __init__(self, file):
        self.file = file
        self._seen = set()
        self._inode = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self._entry("TRAILER!!!", 0)

    def _pad(self):
        self.file.write(b"\0" * (-self.file.tell() % 4))

    def _entry(self, name, mode, data=b"", device=(0, 0)):
        encoded = os.fsencode(name) + b"\0"
        self._inode += 1
        links = 2 if stat.S_ISDIR(mode) else 1
        fields = (self._inode, mode, 0, 0, links, 0, len(data), 0, 0, *device, len(encoded), 0)
        self.file.write(b"070701" + b"".join(b"%08x" % field for field in fields))
        self.file.write(encoded)
        self._pad()
        self.file.write(data)
        self._pad()

    def _new(self, path):
        """Make room for @path: its name in the archive, or None if it is there already."""
        name = str(path).strip("/")
        if name in self._seen:
            return None
        self._seen.add(name)
        parent = os.path.dirname(name)
        if parent:
            self.directory(parent)
        return name

    def __contains__(self, path):
        return str(path).strip("/") in self._seen

    def directory(self, path, mode=0o755):
        """Add a directory."""
        name = self._new(path)
        if name:
            self._entry(name, stat.S_IFDIR | mode)

    def data(self, path, data, mode=0o644):
        """Add a file with the bytes or the text @data."""
        name = self._new(path)
        if name:
            self._entry(name, stat.S_IFREG | mode,
                        data.encode() if isinstance(data, str) else data)

    def copy(self, source, path):
        """Add a file of the host, with its permissions."""
        with open(source, "rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            self.data(path, file.read(), mode & 0o755)

    def link(self, path, target):
        """Add a symbolic link."""
        name = self._new(path)
        if name:
            self._entry(name, stat.S_IFLNK | 0o777, os.fsencode(str(target)))

    def device(self, path, major, minor):
        """Add a character device."""
        name = self._new(path)
        if name:
            self._entry(name, stat.S_IFCHR | 0o600, device=(major, minor))
