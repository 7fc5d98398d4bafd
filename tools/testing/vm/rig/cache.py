# SPDX-License-Identifier: GPL-2.0-only
"""The cache outside the tree: downloads and archives that are dear to make."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from pathlib import Path


def directory():
    """Return the cache's directory; it need not exist yet."""
    if os.environ.get("PORTCLS_CACHE"):
        return Path(os.environ["PORTCLS_CACHE"]).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "portcls"


def digest(*words):
    """Return a short name for what is made from @words."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


@contextlib.contextmanager
def lock(name):
    """Let one process at a time fill the part of the cache called @name."""
    path = directory() / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def new_directory(final):
    """Fill a temporary directory that becomes @final only if nothing failed."""
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=final.parent))
    try:
        yield temporary
        temporary.chmod(0o755)
        if final.exists():
            shutil.rmtree(final)
        temporary.rename(final)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def point(link, target):
    """Make the symbolic link @link point to @target, in one step."""
    temporary = link.with_name(f".{link.name}-{os.getpid()}")
    temporary.symlink_to(target)
    temporary.rename(link)
