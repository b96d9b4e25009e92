"""Whether files are valid IATI 2.03: by the published XML schemas, and by the published rule set.

In: a folder with the packages of requirements.txt, then files. Out: a line for each fault; exit code 1 if there is one.
"""

import datetime
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

packages = Path(sys.argv[1])
sys.path.insert(0, str(packages))

import elementpath  # noqa: E402
import xmlschema  # noqa: E402

STANDARD = packages / "iati" / "resources" / "standard" / "2-03"
SCHEMAS = {"iati-activities": "iati-activities-schema.xsd", "iati-organisations": "iati-organisations-schema.xsd"}


def text(found):
    """The text of what an XPath found: an element's own, or an attribute's value."""
    return (found.text or "").strip() if isinstance(found, ElementTree.Element) else str(found)


def found(element, paths):
    """Everything that these paths find from an element."""
    return [one for path in paths for one in elementpath.select(element, path)]


def date(element, path):
    """The day at a path; today for NOW; None where there is none."""
    if path == "NOW":
        return datetime.date.today().isoformat()
    days = [text(one)[:10] for one in elementpath.select(element, path)]
    return days[0] if days else None


def at_least_one(element, case):
    return bool(found(element, case["paths"]))


def no_more_than_one(element, case):
    return len(found(element, case["paths"])) <= 1


def in_order(element, case):
    less, more = date(element, case["less"]), date(element, case["more"])
    return less is None or more is None or less <= more


def matches(element, case):
    return all(re.fullmatch(case["regex"], text(one)) for one in found(element, case["paths"]))


def adds_up(element, case):
    parts = [float(text(one)) for one in found(element, case["paths"])]
    return not parts or abs(sum(parts) - case["sum"]) < 1e-6


RULES = {
    "atleast_one": at_least_one,
    "no_more_than_one": no_more_than_one,
    "date_order": in_order,
    "regex_matches": matches,
    "sum": adds_up,
}


def faults(file):
    """The faults of one file, in words."""
    root = ElementTree.parse(file).getroot()
    # The schema of organisations says twice that strange elements may follow, which a strict reader of schemas refuses.
    schema = xmlschema.XMLSchema(STANDARD / "schemas" / SCHEMAS[root.tag], validation="lax")
    for fault in schema.iter_errors(file):
        yield f"{fault.path}: {fault.reason}"
    rules = json.loads((STANDARD / "rulesets" / "standard_ruleset.json").read_text())
    for context, named in rules.items():
        for element in elementpath.select(root, context):
            for name, rule in named.items():
                for case in rule["cases"]:
                    if not RULES[name](element, case):
                        yield f"{element.tag}: {name} {json.dumps(case)}: {ElementTree.tostring(element)[:300]}"


failed = False
for file in sys.argv[2:]:
    for fault in faults(file):
        failed = True
        print(f"{file}: {fault}")
print(f"{len(sys.argv) - 2} files looked at")
sys.exit(failed)
