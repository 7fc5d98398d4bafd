# SPDX-License-Identifier: GPL-2.0-only
"""
Debian's archive, read with a package list of our own.

The mirror is the one that the host's apt is configured with; its lists and its
state stay as they are. Nothing is installed: packages are unpacked where the
caller wants them.
"""

import os
import re
import subprocess
from pathlib import Path

from . import RigError

APT = Path("/etc/apt")
# The release whose kernels the project supports, whatever the host runs.
RELEASE = "bookworm"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def _stanzas(text):
    """Yield the stanzas of a deb822 sources file as dictionaries."""
    for block in re.split(r"\n\s*\n", text):
        stanza, key = {}, None
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if line[:1].isspace() and key:
                stanza[key] += " " + line.strip()
            elif ":" in line:
                key, value = line.split(":", 1)
                key = key.strip().lower()
                stanza[key] = value.strip()
        if stanza:
            yield stanza


def _deb822_entries(text):
    for stanza in _stanzas(text):
        if stanza.get("enabled", "yes").lower() in ("no", "false", "0"):
            continue
        if "deb" not in stanza.get("types", "").split():
            continue
        for uri in stanza.get("uris", "").split():
            for suite in stanza.get("suites", "").split():
                yield uri, suite, stanza.get("components", "").split()


def _one_line_entries(text):
    for line in text.splitlines():
        match = re.match(r"deb\s+(?:\[[^]]*\]\s*)?(\S+)\s+(\S+)\s+([^#]*)", line.strip())
        if match:
            yield match[1], match[2], match[3].split()


def entries(apt=APT):
    """Return (uri, suite, components) of every package source of the host."""
    found = []
    for path in [apt / "sources.list", *sorted((apt / "sources.list.d").glob("*"))]:
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".sources":
            found += _deb822_entries(text)
        elif path.suffix == ".list":
            found += _one_line_entries(text)
    return found


def _codename():
    for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key == "VERSION_CODENAME":
            return value.strip('"')
    return RELEASE


def sources(found, codename, release=RELEASE):
    """
    Return a sources file for @release and its backports.

    @found is what entries() returned for a host that runs @codename; the same
    mirrors serve @release.
    """
    def uri_of(suites):
        for uri, suite, components in found:
            if suite in suites and "main" in components:
                return uri
        return None

    mirror = uri_of((codename, release))
    if not mirror:
        raise RigError(f"no Debian mirror with '{codename} main' in {APT}/sources.list*")
    wanted = [(mirror, f"{release} {release}-updates {release}-backports")]
    security = uri_of((f"{codename}-security", f"{release}-security"))
    if security:
        wanted.append((security, f"{release}-security"))
    return "\n".join(f"Types: deb\nURIs: {uri}\nSuites: {suites}\n"
                     f"Components: main\nSigned-By: {KEYRING}\n"
                     for uri, suites in wanted)


class Archive:
    """Debian's archive, with its lists kept in @directory."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.sources = self.directory / "debian.sources"

    def _options(self):
        pairs = {
            "Dir::Etc::SourceList": self.sources,
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State::Lists": self.directory / "lists",
            "Dir::Cache": self.directory / "cache",
            # Our directories are not readable by the user _apt.
            "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
            # The host's hooks belong to the host's lists.
            "APT::Update::Post-Invoke": "",
            "APT::Update::Post-Invoke-Success": "",
        }
        return [word for key, value in pairs.items() for word in ("-o", f"{key}={value}")]

    def _apt(self, tool, *words, cwd=None):
        done = subprocess.run([tool, *self._options(), *words], cwd=cwd, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        if done.returncode:
            why = (done.stderr or done.stdout).strip()
            raise RigError(f"{tool} {' '.join(words)} failed:\n{why}")
        return done.stdout

    def update(self):
        """Fetch the package lists."""
        for part in ("lists/partial", "cache/archives/partial"):
            (self.directory / part).mkdir(parents=True, exist_ok=True)
        self.sources.write_text(sources(entries(), _codename()), encoding="utf-8")
        self._apt("apt-get", "-q", "update")

    def search(self, pattern):
        """Return the names of the packages that match @pattern."""
        lines = self._apt("apt-cache", "search", "--names-only", pattern).splitlines()
        return [line.split(" ", 1)[0] for line in lines]

    def newest(self, package):
        """Return the fields of the newest version of @package."""
        records = [stanza for stanza in _stanzas(self._apt("apt-cache", "show", package))
                   if stanza.get("package") == package]
        if not records:
            raise RigError(f"the archive has no package {package}")
        best = records[0]
        for record in records[1:]:
            if newer(record["version"], best["version"]):
                best = record
        return best

    def download(self, packages, directory):
        """Download @packages, given as (name, version), and return their files."""
        self._apt("apt-get", "-q", "download",
                  *(f"{name}={version}" for name, version in packages), cwd=directory)
        return sorted(Path(directory).glob("*.deb"))


def newer(a, b):
    """Return whether version @a is newer than @b, as dpkg orders them."""
    return subprocess.run(["dpkg", "--compare-versions", a, "gt", b], check=False).returncode == 0


def unpack(package, directory):
    """Unpack a package file below @directory."""
    subprocess.run(["dpkg", "-x", package, directory], check=True)
