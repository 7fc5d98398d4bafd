# SPDX-License-Identifier: GPL-2.0-only
"""The kernel's modules that the guest needs, and ours."""

import lzma
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import RigError, cache

# Always in the guest: the share with the host, and ALSA with what tests compare against.
WANTED = (
    "virtio_pci", "9pnet_virtio", "9p",
    "snd-pcm", "snd-rawmidi", "snd-seq", "snd-seq-midi", "snd-seq-dummy", "snd-hrtimer",
    "snd-pcm-oss", "snd-mixer-oss", "snd-aloop", "snd-dummy", "snd-virmidi",
    "snd-ens1370", "snd-intel8x0", "snd-hda-intel", "snd-hda-codec-generic",
)


def plain(name):
    """Return a module's name as the kernel spells it."""
    return Path(name).name.split(".ko")[0].replace("-", "_")


class Index:
    """What modules.dep and modules.builtin say about the modules of a kernel."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self._needs = {}
        for line in (self.directory / "modules.dep").read_text(encoding="ascii").splitlines():
            path, _, needs = line.partition(":")
            self._needs[plain(path)] = [path, *needs.split()]
        builtin = (self.directory / "modules.builtin").read_text(encoding="ascii")
        self._builtin = {plain(path) for path in builtin.split()}

    def __contains__(self, name):
        return plain(name) in self._needs or plain(name) in self._builtin

    def closure(self, names):
        """Return the files of the modules @names and of all that they need."""
        files = set()
        for name in map(plain, names):
            if name in self._needs:
                files.update(self._needs[name])
            elif name not in self._builtin:
                raise RigError(f"the kernel in {self.directory} has no module {name}")
        return sorted(files)


def depends(path):
    """Return the names of the modules that the module file @path needs."""
    done = subprocess.run(["/sbin/modinfo", "-F", "depends", path], check=True,
                          capture_output=True, text=True)
    return [name for name in done.stdout.strip().split(",") if name]


def _unpacked(path):
    """Return the bytes of a module; unpacking here is much faster than in the guest."""
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes())
    if path.suffix == ".zst":
        return subprocess.run(["zstd", "-dcq", path], check=True, stdout=subprocess.PIPE).stdout
    return path.read_bytes()


def subset(kernel, names):
    """
    Return a cached directory with the modules @names and all that they need.

    It is laid out like lib/modules/<release>, with files that depmod wants.
    """
    files = Index(kernel.modules).closure(names)
    key = cache.digest(str(kernel.root), *files)
    final = cache.directory() / "modules" / f"{kernel.release}-{key}"
    with cache.lock("modules"):
        if not final.exists():
            with cache.new_directory(final) as directory:
                _unpack(kernel, files, directory)
    return final


def _unpack(kernel, files, directory):
    """Fill @directory with the module @files of the @kernel, and with what depmod wants."""
    for file in files:
        target = directory / file.split(".ko")[0]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_name(target.name + ".ko").write_bytes(_unpacked(kernel.modules / file))
    for file in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
        if (kernel.modules / file).exists():
            shutil.copy(kernel.modules / file, directory)


def tree(root, kernel, ours, more=()):
    """
    Lay out below @root what the guest shall have in lib/modules, with its indexes.

    @ours: module files that go into updates/, before the kernel's own.
    @more: names of modules of the kernel's that are wanted too.
    """
    own = {plain(path) for path in ours}
    index = Index(kernel.modules)
    names = {name for name in WANTED if name in index}
    names.update(name for path in ours for name in depends(path) if plain(name) not in own)
    names.update(name for name in more if plain(name) not in own)
    directory = Path(root) / "lib/modules" / kernel.release
    shutil.copytree(subset(kernel, names), directory, copy_function=_hard_link)
    updates = directory / "updates"
    updates.mkdir()
    for path in ours:
        shutil.copy(path, updates)
    subprocess.run(["/sbin/depmod", "-b", root, kernel.release], check=True)
    return directory


def symbols(paths):
    """Return the functions of the modules @paths, one a line: module, offset, size and name."""
    lines = []
    for path in paths:
        table = subprocess.run(["objdump", "-t", path], check=True, stdout=subprocess.PIPE,
                               text=True).stdout
        lines += [f"{plain(path)} {offset} {size} {name}\n" for offset, size, name in
                  re.findall(r"^(\w+) .* F \.text\t(\w+) (\S+)$", table, re.MULTILINE)]
    return "".join(lines)


def _hard_link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def build(top, kernel, *words):
    """Build the modules of the source tree @top, and return their files; @words are for make."""
    output = top / "build" / kernel.release
    with cache.lock(f"build-{kernel.release}"):
        return _make(top, kernel, output, words)


def _make(top, kernel, output, words):
    arch = [] if kernel.arch == "x86" else [f"ARCH={kernel.arch}"]
    done = subprocess.run(["make", "-s", "-C", top, "modules", f"KDIR={kernel.kdir}",
                           f"O={output}", *arch, *words],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RigError(f"make modules KDIR={kernel.kdir} failed:\n{done.stdout.rstrip()}")
    return collect(output)


def collect(directory):
    """Return the module files below @directory."""
    found = sorted(Path(directory).rglob("*.ko"))
    if not found:
        raise RigError(f"there is no module (*.ko) below {directory}")
    return found
