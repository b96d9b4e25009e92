"""Whether files are valid by a Table Schema, as frictionless judges them.

In: a folder with the packages of requirements.txt, the schema, then CSV files. Out: a line for each fault; exit code 1
if there is one.
"""

import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from frictionless import Resource, Schema, system  # noqa: E402

# The files stand in a folder of their own, named by their whole path.
system.trusted = True
schema = Schema.from_descriptor(sys.argv[2])

failed = False
for file in map(Path, sys.argv[3:]):
    report = Resource(path=str(file), schema=schema, encoding="utf-8").validate()
    for row, field, kind, note in report.flatten(["rowNumber", "fieldName", "type", "note"]):
        failed = True
        print(f"{file.name}: row {row}, {field}: {kind}: {note}")
print(f"{len(sys.argv) - 3} files looked at")
sys.exit(failed)
