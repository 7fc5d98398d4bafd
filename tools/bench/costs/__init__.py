# SPDX-License-Identifier: GPL-2.0-only
"""The parts of the measurement; see ../README.md."""

import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
# The virtual machine's parts find kernels and build modules for us, too.
sys.path.insert(0, str(TOP / "tools/testing/vm"))
