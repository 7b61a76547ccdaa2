"""Names the notebooks of a folder that hold outputs or counters, which do not belong under version control."""

import json
import sys
from pathlib import Path


def is_stripped(notebook: Path) -> bool:
    """Whether no code cell holds an output or a counter."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def main(folder: str) -> int:
    """Prints what is not stripped; the exit status says whether there was any."""
    notebooks = sorted(Path(folder).glob("*.ipynb"))
    full = [notebook for notebook in notebooks if not is_stripped(notebook)]
    for notebook in full:
        print(f"outputs must be stripped: {notebook}")
    print(f"{len(notebooks)} notebooks, {len(full)} with outputs")
    return 1 if full else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
