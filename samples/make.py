"""Makes the samples: ``python -m samples.make`` the documents, ``python -m samples.make --golden`` the expected outputs.

Making the documents needs Tesseract with the English model, fontTools, and the Tinos fonts (Debian: fonts-croscore). The
expected outputs are what vndoc makes of the documents without an OCR engine; they are read before they are committed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from samples.layout import lay_out
from samples.texts import DECISION, LETTER, PLAN

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"
INPUTS = ("scan-wrong-layer.pdf", "scan-image-only.pdf", "tcvn3.pdf", "garbled.txt")
GOLDEN_FORMATS = ("json", "markdown")


def make_inputs() -> None:
    """Render, wear, read and write the documents."""
    from samples.scan import picture, read_text, save_image_only, save_with_layer
    from samples.tcvn3 import save

    plan = [picture(page, seed) for seed, page in enumerate(lay_out(PLAN), 1)]
    decision = [picture(page, seed) for seed, page in enumerate(lay_out(DECISION), 11)]
    save_with_layer(plan, HERE / "scan-wrong-layer.pdf", "eng")
    save_image_only(decision, HERE / "scan-image-only.pdf")
    save(lay_out(LETTER), HERE / "tcvn3.pdf")
    (HERE / "garbled.txt").write_text(read_text(decision, "eng"), "utf-8", newline="\n")


def make_golden() -> None:
    """Convert the documents and write what comes out beside them."""
    EXPECTED.mkdir(exist_ok=True)
    for name in INPUTS:
        for file, text in golden(HERE / name).items():
            (EXPECTED / file).write_text(text, "utf-8", newline="\n")


def golden(path: Path) -> dict[str, str]:
    """What vndoc makes of a sample, without an engine: file name → text.

    The version of vndoc and the hash of its data are left out of the JSON, so that the outputs change only where the work does.
    """
    import msgspec

    from vndoc.options import Options
    from vndoc.pipeline import process
    from vndoc.write import SUFFIXES, export

    document = process(path, Options(engine="none"))
    origin = msgspec.structs.replace(document.origin, vndoc="", data="")
    document = msgspec.structs.replace(document, origin=origin)
    return {f"{path.stem}{SUFFIXES[name]}": str(export(document, name)) for name in GOLDEN_FORMATS}


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--golden", action="store_true", help="write samples/expected instead of the documents")
    if parser.parse_args().golden:
        make_golden()
    else:
        make_inputs()


if __name__ == "__main__":
    main()
