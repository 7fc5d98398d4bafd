# SPDX-License-Identifier: GPL-2.0-only
"""The parts of the virtual machine rig; see ../README.md."""


class RigError(Exception):
    """Something the user can mend: shown as one line, without a traceback."""
