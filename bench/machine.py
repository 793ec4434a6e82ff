"""The machine that measured, in general words."""

import os
import platform
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def machine() -> str:
    """Cores, processor, memory, system; no full stop."""
    model = "unknown processor"
    described = Path("/proc/cpuinfo")
    if described.exists():
        found = [line.partition(":")[2].strip() for line in described.read_text().splitlines() if "model name" in line]
        model = found[0] if found else model
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores ({model}), {memory_gb:.0f} GB of memory, {platform.system()}"
