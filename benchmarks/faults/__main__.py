"""The benchmark alone: ``python -m benchmarks.faults``; further words name parts."""

import sys

from benchmarks.faults import PARTS, run

for line in run(sys.argv[1:] or PARTS):
    limit = f"  (limit {line['limit']:g})" if line["limit"] is not None else ""
    print(f"{line['name']:<88} {line['figure']:>10.3f} {line['unit']}{limit}")
