"""The code that CONTRIBUTING.md shows is the code of the worked examples."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GUIDE = (HERE.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = {
    "Adding an event type": "trees_planted.py",
    "Adding an indicator": "test_indicator.py",
    "Adding a family of figures to the reader": "test_figure_family.py",
    "Adding a page": "test_page.py",
}


@pytest.mark.parametrize(("heading", "module"), EXAMPLES.items())
def test_the_guide_shows_what_runs(heading: str, module: str) -> None:
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", GUIDE, re.DOTALL | re.MULTILINE)
    assert section is not None
    shown = re.findall(r"^```python\n(.*?)^```$", section[1], re.DOTALL | re.MULTILINE)
    assert shown
    assert all(code in (HERE / module).read_text(encoding="utf-8") for code in shown)
