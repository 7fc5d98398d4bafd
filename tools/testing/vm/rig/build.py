# SPDX-License-Identifier: GPL-2.0-only
"""
Kernels that the rig builds itself: from Debian's sources, with configuration
fragments and patches of ours in ../kernels.

A fragment is what a kernel has beyond "make allnoconfig". kconfig drops without
a word what it cannot give; here that is an error.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from . import RigError, cache

KERNELS = Path(__file__).resolve().parent.parent / "kernels"
EDITION = "1"       # another one when what is kept of a build is no longer the same
SHOWN = 30          # lines shown of a build that failed
STEP = 250          # files compiled between two words about it

# What module builds and boots need of the tree that a kernel was built in.
KEPT = (
    "Makefile", ".config", "Module.symvers", "System.map", "vmlinux",
    "include/*", "scripts/*", "tools/objtool/objtool",
    "arch/x86/Makefile*", "arch/x86/include/*", "arch/x86/um/*.h",
    "arch/um/Makefile*", "arch/um/include/*", "arch/um/scripts/*",
)
NOT_KEPT = ("*.o", "*.a", "*.cmd", "scripts/dtc/*", "scripts/kconfig/*", "include/dt-bindings/*")
# Variables of a make that this may run below, which the kernel's would heed.
NOT_OURS = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "ARCH", "CROSS_COMPILE", "KDIR",
            "KCFLAGS", "KBUILD_OUTPUT", "O", "C", "CF", "V", "W", "M", "LLVM")


@dataclass(frozen=True)
class Recipe:
    """How a kernel is built."""

    series: str         # of linux-source
    fragments: tuple
    patches: tuple = ()
    arch: str = "x86"
    target: str = "bzImage"
    image: str = "arch/x86/boot/bzImage"

    def texts(self):
        """Return the contents of the fragments."""
        return [(KERNELS / name).read_text(encoding="utf-8") for name in self.fragments]

    def key(self):
        """Return a name that changes whenever the kernel must be built anew."""
        patches = [(KERNELS / name).read_text(encoding="utf-8") for name in self.patches]
        return cache.digest(EDITION, self.series, self.arch, _compiler(), *self.texts(), *patches)


PATCHES_6_1 = ("fault-stacktrace.diff", "alsa-pcm-register.diff")

RECIPES = {
    "debug": Recipe("6.1", ("x86.config", "debug.config"), PATCHES_6_1),
    "kcsan": Recipe("6.1", ("x86.config", "kcsan.config"), ("alsa-pcm-register.diff",)),
    "uml": Recipe("6.12", ("uml.config",), ("uml-xstate.diff",), "um", "linux", "linux"),
}


def _compiler():
    try:
        done = subprocess.run(["gcc", "--version"], capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise RigError("gcc is missing; the packages that the rig needs are listed in "
                       "tools/testing/vm/packages") from error
    return done.stdout.splitlines()[0]


class Tree:
    """The sources of a kernel in @directory, where it is built; make writes to the file @log."""

    def __init__(self, directory, recipe, log):
        self.directory = directory
        self.recipe = recipe
        self.log = log

    def make(self, *words, heard=lambda line: None):
        """Run make; have @heard called with each line that it prints."""
        environment = {key: value for key, value in os.environ.items() if key not in NOT_OURS}
        environment.update(LC_ALL="C", KBUILD_BUILD_USER="portcls", KBUILD_BUILD_HOST="portcls")
        command = ["make", f"ARCH={self.recipe.arch}", f"-j{os.cpu_count()}", *words]
        with open(self.log, "a", 1, encoding="utf-8") as log, \
                subprocess.Popen(command, cwd=self.directory, env=environment, text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, errors="replace") as process:
            for line in process.stdout:
                log.write(line)
                heard(line)
        if process.returncode:
            lines = self.log.read_text(encoding="utf-8").splitlines()
            raise RigError(f"make {' '.join(words)} failed, see {self.log}:\n" +
                           "\n".join(lines[-SHOWN:]))

    def patch(self, name):
        """Apply one of our patches."""
        done = subprocess.run(["patch", "-p1", "--forward", "-i", KERNELS / name], check=False,
                              cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, text=True)
        if done.returncode:
            raise RigError(f"{name} does not fit the sources:\n{done.stdout.rstrip()}")

    def configure(self):
        """Write .config; whatever the fragments ask for is in it, or this fails."""
        fragment = "\n".join(self.recipe.texts())
        wanted = self.directory / ".fragment"
        wanted.write_text(fragment, encoding="utf-8")
        self.make("-s", f"KCONFIG_ALLCONFIG={wanted}", "allnoconfig")
        config = (self.directory / ".config").read_text(encoding="utf-8")
        lost = dropped(fragment, config)
        if lost:
            raise RigError("kconfig did not do what the fragments say:\n" + "\n".join(lost))

    def build(self, progress):
        """Build the kernel and its modules."""
        count = 0

        def heard(line):
            nonlocal count
            count += bool(re.match(r"\s+CC\s", line))
            if count and count % STEP == 0:
                progress(f"compiled {count} files")
                count += 1

        self.make(self.recipe.target, "modules", heard=heard)

    def release(self):
        """Return what uname -r will say."""
        return (self.directory / "include/config/kernel.release").read_text("ascii").strip()

    def prune(self):
        """Delete what was needed for the build only."""
        for path, names, files in os.walk(self.directory, topdown=False):
            for name in files + [name for name in names if Path(path, name).is_symlink()]:
                file = Path(path, name)
                if not _kept(str(file.relative_to(self.directory))):
                    file.unlink()
            if not os.listdir(path):
                os.rmdir(path)


def _kept(name):
    return (any(fnmatch(name, pattern) for pattern in KEPT) and
            not any(fnmatch(name, pattern) for pattern in NOT_KEPT))


def dropped(fragment, config):
    """Return the lines of @fragment that do not hold in @config."""
    values = dict(re.findall(r"^(CONFIG_\w+)=(.*)$", config, re.MULTILINE))
    lost = []
    for line in fragment.splitlines():
        wanted = (re.fullmatch(r"(CONFIG_\w+)=(.+)", line) or
                  re.fullmatch(r"# (CONFIG_\w+) is not set()", line))
        if not wanted:
            if line.strip() and not line.startswith("#"):
                lost.append(f"{line}: neither a setting nor a comment")
            continue
        value = wanted[2] or "n"
        if values.get(wanted[1], "n") != value:
            lost.append(f"{line}: is {values.get(wanted[1], 'not set')}")
    return lost


def build(name, source, root, progress):
    """
    Build the kernel @name from @source in the directory @root.

    Returns its release and where its parts are, relative to @root.
    """
    recipe = RECIPES[name]
    log = cache.directory() / f"build-{name}.log"
    log.unlink(missing_ok=True)
    kdir = Path("usr/src") / f"linux-{name}"
    tree = Tree(root / kdir, recipe, log)
    progress(f"unpacking linux-source-{recipe.series} {source.version}")
    source.unpack(tree.directory)
    for patch in recipe.patches:
        tree.patch(patch)
    progress(f"configuring the {name} kernel")
    tree.configure()
    progress(f"building the {name} kernel; this takes minutes")
    tree.build(progress)
    progress(f"installing the {name} kernel")
    tree.make("-s", "modules_install", f"INSTALL_MOD_PATH={root}")
    release = tree.release()
    parts = {"image": Path("boot") / f"vmlinuz-{release}",
             "config": Path("boot") / f"config-{release}",
             "modules": Path("lib/modules") / release}
    (root / "boot").mkdir()
    shutil.copy(tree.directory / recipe.image, root / parts["image"])
    shutil.copy(tree.directory / ".config", root / parts["config"])
    tree.prune()
    for link in ("build", "source"):
        path = root / parts["modules"] / link
        path.unlink(missing_ok=True)
        path.symlink_to(Path("../../..") / kdir)
    return {"release": release, "kdir": kdir, **parts}
