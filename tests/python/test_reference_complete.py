"""No method of the reference files is left out of the tests that go through Python."""

import json
from pathlib import Path

from conftest import REFERENCE

# Topics whose methods helhed has; the others come with their issues.
TOPICS = ("01", "02", "03", "04", "05", "06", "07", "11", "12", "15", "16", "18")
# Cases of 17 whose methods belong to topics that are not here yet.
LATER = {"kaplan_meier"}


def methods(pattern):
    files = sorted(REFERENCE.glob(pattern))
    assert files, pattern
    return {case["method"] for file in files for case in json.loads(file.read_text("utf-8"))}


def named_in_tests():
    sources = Path(__file__).parent.glob("test_reference_*.py")
    return "".join(source.read_text("utf-8") for source in sources if source.name != Path(__file__).name)


def test_every_method_of_the_topics_is_compared():
    text = named_in_tests()
    for topic in TOPICS:
        missing = {method for method in methods(f"{topic}_*.json") if f'"{method}"' not in text}
        assert not missing, topic


def test_every_invalid_input_is_tried():
    text = named_in_tests()
    invalid = methods("17_*.json")
    assert {method for method in invalid if f'"{method}"' not in text} == LATER
