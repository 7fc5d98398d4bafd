# SPDX-License-Identifier: GPL-2.0-only
"""
Kernels to boot, kept in the cache: image, modules and the headers to build with.

    kernels/6.12 -> <release>_<version>     what "6.12" means now
    kernels/<release>_<version>/kernel.json where its parts are, below that directory

A kernel comes from a source, a function that fills a new directory and
describes it: from Debian's packages, or built by the rig (see build.py).
"""

import json
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from . import RigError, build, cache, debian, source


@dataclass(frozen=True)
class Kernel:
    """A kernel in the cache; all paths are below @root."""

    root: Path
    name: str       # what it is asked for by: 6.1, 6.12, debug
    release: str    # what uname -r says
    version: str    # of the package
    image: Path
    modules: Path   # …/lib/modules/<release>
    kdir: Path      # to build modules with: make -C kdir M=…
    config: Path
    arch: str = "x86"
    recipe: str = ""    # of a kernel that the rig built, see build.Recipe.key()

    def save(self):
        """Describe the kernel in its own directory."""
        fields = {key: str(value.relative_to(self.root)) if isinstance(value, Path) else value
                  for key, value in asdict(self).items() if key != "root"}
        (self.root / "kernel.json").write_text(json.dumps(fields, indent=1) + "\n",
                                               encoding="utf-8")

    @classmethod
    def load(cls, root):
        """Return the kernel whose description lies in @root."""
        root = Path(root).resolve()
        fields = json.loads((root / "kernel.json").read_text(encoding="utf-8"))
        for key in ("image", "modules", "kdir", "config"):
            fields[key] = root / fields[key]
        return cls(root=root, **fields)

@dataclass(frozen=True)
class Boot:
    """How a kernel is booted if nobody wants it otherwise."""

    machine: str = "pc"
    memory: int = 512       # MiB
    smp: int = 1
    append: tuple = ()      # more of its command line
    patience: int = 1       # by how much timeouts are longer
    shift: int = 3          # with --icount, an instruction takes 2^shift ns


# On the machine pc, ACPI gives up on its interrupt table under KASAN. The debug kernel needs many
# times the instructions for the same work: its processor is as much faster in virtual time, or the
# kernel would come too late for the interrupts of a sound card.
BOOT = {
    "debug": Boot("q35", 384, append=("kasan_multi_shot", "no_hash_pointers"), patience=3, shift=0),
    "kcsan": Boot("q35", 1024, 2, append=("no_hash_pointers", "kcsan.skip_watch=1000",
                                            "kcsan.udelay_task=200"), patience=3),
}


def boot(name):
    """Return how the kernel @name is booted."""
    return BOOT.get(name, Boot())


def _directory():
    return cache.directory() / "kernels"


def cached(name):
    """Return the kernel that @name means, or None when it was never fetched."""
    try:
        return Kernel.load(_directory() / name)
    except FileNotFoundError:
        return None


def _current(name):
    """Return the kernel that @name means, or None if it is missing or to be built anew."""
    kernel = cached(name)
    if kernel and name in build.RECIPES and kernel.recipe != build.RECIPES[name].key():
        return None
    return kernel


def find(name):
    """Return the kernel that @name means; it must have been fetched."""
    kernel = _current(name)
    if not kernel:
        raise RigError(f"kernel {name} is not here yet: run 'tools/testing/vm/kernel get {name}'")
    return kernel


def everything():
    """Return every name that means a kernel in the cache."""
    links = (path for path in _directory().glob("*") if path.is_symlink())
    return [Kernel.load(path) for path in sorted(links, key=lambda p: debian_key(p.name))]


def debian_key(name):
    """Order names by the numbers in them: 6.2 before 6.12."""
    return [int(word) if word.isdigit() else word for word in re.split(r"(\d+)", name)]


def get(name, update=False, progress=lambda text: None):
    """Return the kernel that @name means, and fetch it if need be."""
    if name not in SOURCES:
        raise RigError(f"no kernel '{name}'; there are: {', '.join(SOURCES)}")
    fetch = SOURCES[name]
    if update:
        return fetch(name, True, progress)
    return _current(name) or fetch(name, False, progress)


def _from_source(name, update, progress):
    """Build the kernel @name."""
    recipe = build.RECIPES[name]
    key = recipe.key()
    with cache.lock(f"kernel-{name}"):
        kernel = _current(name)
        if kernel and not update:
            return kernel
        found = source.get(recipe.series, update, progress)
        final = _directory() / f"{name}_{found.version}_{key}"
        if not (final / "kernel.json").exists():
            with cache.new_directory(final) as root:
                parts = build.build(name, found, root, progress)
                release = parts.pop("release")
                _run_depmod(root, release)
                Kernel(root=root, name=name, release=release, version=found.version,
                       arch=recipe.arch, recipe=key,
                       **{key: root / path for key, path in parts.items()}).save()
        cache.point(_directory() / name, final.name)
        for old in _directory().glob(f"{name}_*"):
            if old != final:
                shutil.rmtree(old, ignore_errors=True)
        return Kernel.load(final)


def _from_debian(name, update, progress):
    """Fetch the newest kernel of the series @name from Debian's archive."""
    with cache.lock("kernels"):
        kernel = cached(name)
        if kernel and not update:
            return kernel
        return _fetch(name, progress)


def _fetch(name, progress):
    archive = debian.Archive(cache.directory() / "apt")
    progress("reading Debian's package lists")
    archive.update()
    packages = _debian_packages(archive, name)
    release, version = packages["release"], packages["version"]
    final = _directory() / f"{release}_{version}"
    if not (final / "kernel.json").exists():
        with cache.new_directory(final) as root:
            _fill(root, packages["files"], archive, progress)
            progress(f"preparing {release}")
            _make_headers_movable(root, release)
            _run_depmod(root, release)
            Kernel(root=root, name=name, release=release, version=version,
                   image=root / f"boot/vmlinuz-{release}",
                   modules=root / f"lib/modules/{release}",
                   kdir=root / f"usr/src/linux-headers-{release}",
                   config=root / f"boot/config-{release}").save()
    cache.point(_directory() / name, final.name)
    return Kernel.load(final)


def _debian_packages(archive, series):
    """Name the packages that hold the newest kernel of @series."""
    # 6.1.0-56-amd64 and 6.12.95+deb12-amd64, but no -rt- and no -cloud-.
    pattern = rf"^linux-image-{re.escape(series)}\.[0-9+~a-z.]+(-[0-9]+)?-amd64-unsigned$"
    images = [archive.newest(name) for name in archive.search(pattern)]
    if not images:
        raise RigError(f"the archive has no kernel {series}")
    best = images[0]
    for image in images[1:]:
        if debian.newer(image["version"], best["version"]):
            best = image
    release = best["package"][len("linux-image-"):-len("-unsigned")]
    headers = archive.newest(f"linux-headers-{release}")
    names = re.findall(r"linux-(?:headers|kbuild)-[^ ,|]+", headers["depends"])
    names = [best["package"], headers["package"], *names]
    files = [(name, archive.newest(name)["version"]) for name in dict.fromkeys(names)]
    return {"release": release, "version": best["version"], "files": files}


def _fill(root, files, archive, progress):
    """Download and unpack the packages @files into @root."""
    downloads = root / "download"
    downloads.mkdir()
    progress(f"downloading {files[0][0]} {files[0][1]} and its headers")
    packages = archive.download(files, downloads)
    progress("unpacking")
    for package in packages:
        debian.unpack(package, root)
    shutil.rmtree(downloads)


def _make_headers_movable(root, release):
    """Let the headers find each other wherever they lie, not only in /usr/src."""
    headers = root / f"usr/src/linux-headers-{release}"
    makefile = headers / "Makefile"
    text = makefile.read_text(encoding="ascii")
    here = "$(abspath $(dir $(lastword $(MAKEFILE_LIST)))/..)"
    makefile.write_text(text.replace("include /usr/src", f"include {here}"), encoding="ascii")
    for link in ("build", "source"):
        path = root / f"lib/modules/{release}" / link
        if path.is_symlink():
            target = Path(path.readlink()).name
            path.unlink()
            path.symlink_to(Path("../../../usr/src") / target)


def _run_depmod(root, release):
    """Write modules.dep: Debian leaves that to the package's installation."""
    subprocess.run(["/sbin/depmod", "-b", root, release], check=True)


# Who makes the kernel of each name.
SOURCES = {
    "6.1": _from_debian,
    "6.12": _from_debian,
    **dict.fromkeys(build.RECIPES, _from_source),
}
