# SPDX-License-Identifier: GPL-2.0-only
"""
The guest's root file system: one cpio archive after the other.

The first holds programs of the host's Debian packages with their libraries; it
is kept in the cache for as long as none of those files changes. The second is
made for each run: modules, their indexes, the guest's scripts, what --add names.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import RigError, cache, cpio

GUEST = Path(__file__).resolve().parent.parent / "guest"

BUSYBOX = "/bin/busybox"
# busybox's own shell would run its own modprobe, whatever $PATH says.
SHELL = "/bin/dash"
PROGRAMS = (
    SHELL, "/bin/bash",
    "/sbin/modprobe", "/sbin/insmod", "/sbin/rmmod", "/sbin/lsmod", "/sbin/modinfo", "/sbin/depmod",
    "/usr/bin/aplay", "/usr/bin/arecord", "/usr/bin/amixer", "/usr/bin/alsamixer",
    "/usr/sbin/alsactl", "/usr/bin/speaker-test", "/usr/bin/alsabat", "/usr/bin/alsaloop",
    "/usr/bin/amidi", "/usr/bin/aconnect", "/usr/bin/aseqdump", "/usr/bin/aplaymidi",
    "/usr/bin/arecordmidi", "/usr/bin/aseqnet", "/usr/bin/iecset",
    "/usr/bin/trace-cmd", "/usr/bin/flock",
)
# Loaded with dlopen(), which ldd cannot see: pthread_exit() needs it.
LIBRARIES = ("/lib/x86_64-linux-gnu/libgcc_s.so.1",)
TERMINALS = ("d/dumb", "l/linux", "s/screen", "s/screen-256color", "t/tmux-256color", "v/vt100",
             "x/xterm", "x/xterm-256color")
ETC = {
    "passwd": "root:x:0:0:root:/root:/bin/bash\n",
    "group": "root:x:0:\naudio:x:29:\n",
    "hostname": "guest\n",
    "hosts": "127.0.0.1 localhost guest\n",
}


def libraries(program):
    """Return the shared libraries that a program of the host is linked with."""
    done = subprocess.run(["ldd", program], capture_output=True, text=True, check=False)
    return re.findall(r"(?:=> |^\s+)(/\S+) \(0x", done.stdout, re.MULTILINE)


def _real(path):
    """Return where @path lies when /bin, /sbin and /lib are links into /usr."""
    return path if path.startswith("/usr/") else "/usr" + path


def _alsa_data():
    """Yield the files of alsa-lib's configuration; use cases are too many, and not needed."""
    for directory, names, files in os.walk("/usr/share/alsa"):
        names[:] = sorted(name for name in names if not name.startswith("ucm"))
        for name in sorted(files):
            path = os.path.join(directory, name)
            if os.path.exists(path):
                yield path


def _base_files():
    """Return {path in the guest: file of the host}."""
    missing = [path for path in (BUSYBOX, *PROGRAMS) if not os.path.exists(path)]
    if missing:
        raise RigError("missing on this machine: " + ", ".join(missing) +
                       "; the packages that the rig needs are listed in tools/testing/vm/packages")
    files = {_real(path): path for path in (BUSYBOX, *PROGRAMS, *LIBRARIES)}
    for program in PROGRAMS:
        files.update((_real(path), path) for path in libraries(program))
    files.update((path, path) for path in _alsa_data())
    for name in TERMINALS:
        path = f"/lib/terminfo/{name}"
        if os.path.exists(path):
            files[_real(path)] = path
    return files


def _stamps(files):
    """Return what changes when one of the @files does."""
    stamps = {}
    for path in files:
        info = os.stat(path)
        stamps[path] = [info.st_size, info.st_mtime_ns]
    return stamps


def _write_base(archive, files):
    for path in ("/proc", "/sys", "/dev", "/run", "/tmp", "/host", "/rig", "/var/lib/alsa"):
        archive.directory(path)
    archive.directory("/root", 0o700)
    for name in ("bin", "sbin", "lib", "lib64"):
        archive.directory(f"/usr/{name}")
        archive.link(f"/{name}", f"usr/{name}")
    archive.link("/usr/bin/sh", Path(SHELL).name)
    archive.link("/var/run", "/run")
    archive.link("/etc/mtab", "/proc/self/mounts")
    archive.device("/dev/console", 5, 1)
    for name, text in ETC.items():
        archive.data(f"/etc/{name}", text)
    for path, source in sorted(files.items()):
        archive.copy(source, path)
    applets = subprocess.run([BUSYBOX, "--list-full"], check=True, capture_output=True, text=True)
    taken = {"sh", *(os.path.basename(path) for path in files)}
    for applet in applets.stdout.split():
        # The real programs go before busybox's.
        if os.path.basename(applet) not in taken:
            archive.link(_real("/" + applet), "/usr/bin/busybox")


def _is_fresh(archive, manifest):
    """Return whether the archive is there and made of the files as they are now."""
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))
        return archive.exists() and _stamps(known) == known
    except (OSError, ValueError):
        return False


def base():
    """
    Return the archive of the part that is the same for all runs, open.

    Another run may find it old and take it away, before this one has read it.
    """
    directory = cache.directory() / "initramfs"
    # The lists at the top of this file are as much a source as the files.
    key = cache.digest(Path(__file__).read_text(encoding="utf-8"))
    archive, manifest = directory / f"base-{key}.cpio", directory / f"base-{key}.json"
    with cache.lock("initramfs"):
        if not _is_fresh(archive, manifest):
            directory.mkdir(parents=True, exist_ok=True)
            for old in directory.glob("base-*"):
                old.unlink()
            files = _base_files()
            temporary = archive.with_suffix(".new")
            with temporary.open("wb") as file, cpio.Writer(file) as writer:
                _write_base(writer, files)
            manifest.write_text(json.dumps(_stamps(files.values())), encoding="utf-8")
            temporary.rename(archive)
        return archive.open("rb")


class Extra:
    """What one run adds to the base: names in the guest and their contents."""

    def __init__(self):
        self._files = []    # (path in the guest, file of the host)
        self._texts = []    # (path in the guest, text, mode)
        for name, path in (("init", "/init"), ("rigctl", "/usr/sbin/rigctl"),
                           ("leaks", "/usr/sbin/leaks"), ("profile", "/etc/profile")):
            self.file(GUEST / name, path)

    def text(self, path, text, mode=0o644):
        """Add a file that contains @text."""
        self._texts.append((path, text, mode))

    def file(self, source, path):
        """Add a file or a directory of the host."""
        source = Path(source)
        if source.is_dir():
            for inner in sorted(source.rglob("*")):
                if inner.is_file():
                    self._files.append((f"{path}/{inner.relative_to(source)}", inner))
        else:
            self._files.append((path, source))

    def program(self, source, path=None):
        """Add a file of the host with the libraries that it needs, if it is a program."""
        source = Path(source)
        if not source.exists():
            raise RigError(f"{source}: no such file")
        self.file(source, path or "/usr/bin/" + source.name)
        if source.is_file() and os.access(source, os.X_OK):
            for library in libraries(source):
                self._files.append((_real(library), library))

    def write(self, target):
        """Write base and extra files to the archive @target."""
        with open(target, "wb") as file:
            with base() as first:
                shutil.copyfileobj(first, file)
            with cpio.Writer(file) as archive:
                for path, source in self._files:
                    archive.copy(source, path)
                for path, text, mode in self._texts:
                    archive.data(path, text, mode)
