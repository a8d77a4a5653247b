"""``python -m dictionaries.build [STEP…]``: makes ``vndoc/data``. Without a step: the lists and the manifest, in seconds."""

from __future__ import annotations

import argparse
from pathlib import Path

from dictionaries.build import lists, manifest

OUT = Path(__file__).resolve().parents[2] / "vndoc" / "data"


def main() -> None:
    """Run the steps that were asked for, then write the manifest."""
    parser = argparse.ArgumentParser(prog="python -m dictionaries.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="where the data goes (default: the package)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lists.build(args.out)
    manifest.build(args.out)


if __name__ == "__main__":
    main()
