# SPDX-License-Identifier: GPL-2.0-only
"""The kernel's sources, from Debian's packages linux-source-<series>."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import RigError, cache, debian

# Not needed to build for x86 or UML, and a large part of the whole.
LEFT_OUT = ("*/drivers/gpu/drm/amd/*.[ch]", "*/drivers/net/*/*.c", "*.dts", "*.dtsi")


@dataclass(frozen=True)
class Source:
    """An archive of the kernel's sources."""

    version: str    # of the package
    tarball: Path

    def unpack(self, directory):
        """Unpack the sources so that their top directory is @directory."""
        directory.mkdir(parents=True)
        excludes = [word for pattern in LEFT_OUT for word in ("--exclude", pattern)]
        subprocess.run(["tar", "-xJf", self.tarball, "-C", directory, "--strip-components=1",
                        "--no-same-owner", *excludes], check=True)


def _directory():
    return cache.directory() / "sources"


def _installed(package):
    """Return the source that is installed on this machine, or None."""
    tarball = Path(f"/usr/src/{package}.tar.xz")
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package],
                          capture_output=True, text=True, check=False)
    if done.returncode or not tarball.exists():
        return None
    return Source(done.stdout, tarball)


def _cached(package):
    """Return the newest source in the cache, or None."""
    best = None
    for tarball in _directory().glob(f"{package}_*.tar.xz"):
        version = tarball.name[len(package) + 1:-len(".tar.xz")]
        if not best or debian.newer(version, best.version):
            best = Source(version, tarball)
    return best


def get(series, update, progress):
    """
    Return the source of the kernel @series.

    One that is at hand is good enough, unless @update asks for the newest.
    """
    package = f"linux-source-{series}"
    if not update:
        found = _installed(package) or _cached(package)
        if found:
            return found
    with cache.lock("kernels"):
        archive = debian.Archive(cache.directory() / "apt")
        progress("reading Debian's package lists")
        archive.update()
        version = archive.newest(package)["version"]
        for found in (_installed(package), _cached(package)):
            if found and found.version == version:
                return found
        progress(f"downloading {package} {version}")
        return _download(archive, package, version)


def _download(archive, package, version):
    final = _directory() / f"{package}_{version}.tar.xz"
    _directory().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=_directory()) as directory:
        for file in archive.download([(package, version)], directory):
            debian.unpack(file, directory)
        tarball = Path(directory) / f"usr/src/{package}.tar.xz"
        if not tarball.exists():
            raise RigError(f"the package {package} {version} has no {package}.tar.xz")
        tarball.rename(final)
    return Source(version, final)
