"""The benchmark alone: ``python -m benchmarks.votes``."""

from benchmarks.votes import run

for line in run():
    limit = f"  (limit {line['limit']:g})" if line["limit"] else ""
    print(f"{line['name']:<64} {line['figure']:>10.3f} {line['unit']}{limit}")
