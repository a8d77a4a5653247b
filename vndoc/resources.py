r"""The one place that opens shipped data: arrays (memory-mapped), tables, and the manifest.

An array file is ``VNDOC1\\n``, the length of a JSON header (8 bytes, little-endian), the header, and the arrays, each
aligned to 64 bytes. The header holds the file's own length, so that a truncated download is noticed at once; `vndoc doctor`
compares hashes with the manifest.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from vndoc.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"
"""Where shipped data lies; made by ``python -m dictionaries.build``, never edited."""

MAGIC = b"VNDOC1\n\x00"
ALIGNMENT = 64

_REMEDY = "reinstall vndoc, or rebuild the data with: python -m dictionaries.build"


class Manifest(msgspec.Struct, frozen=True):
    """Hashes of all data files, and a version made of them."""

    version: str
    files: dict[str, str]


def write_arrays(path: Path, meta: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
    """Write an array file; the same input gives the same bytes."""
    entries: dict[str, Any] = {}
    offset = 0
    for name, array in arrays.items():
        entries[name] = {"dtype": array.dtype.str, "shape": list(array.shape), "offset": offset}
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    header = json.dumps({"meta": meta, "arrays": entries, "bytes": offset}, sort_keys=True, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % ALIGNMENT)
    with path.open("wb") as f:
        f.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            raw = array.tobytes()
            f.write(raw + b"\x00" * (-len(raw) % ALIGNMENT))


def read_arrays(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """(meta, arrays) of an array file; the arrays are memory-mapped and read-only.

    Raises:
        DataError: the file is missing, of another version, or truncated.
    """
    import numpy as np

    try:
        size = path.stat().st_size
        with path.open("rb") as f:
            if f.read(len(MAGIC)) != MAGIC:
                raise DataError(f"{path.name}: not a data file of this version; {_REMEDY}")
            length = int.from_bytes(f.read(8), "little")
            header = json.loads(f.read(length))
        start = len(MAGIC) + 8 + length
        if size != start + header["bytes"]:
            raise DataError(f"{path.name}: truncated; {_REMEDY}")
        whole = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))  # a plain array of the same memory is looked up faster
    except (OSError, ValueError, KeyError) as e:
        raise DataError(f"{path.name}: cannot be read ({e}); {_REMEDY}") from e
    arrays = {}
    for name, entry in header["arrays"].items():
        dtype, shape = np.dtype(entry["dtype"]), tuple(entry["shape"])
        at = start + entry["offset"]
        count = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
        arrays[name] = whole[at : at + count].view(dtype).reshape(shape)
    return header["meta"], arrays


@lru_cache(maxsize=16)
def arrays(name: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """(meta, arrays) of a shipped array file, by name without suffix."""
    return read_arrays(DATA / f"{name}.bin")


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[list[str]]]:
    try:
        tables: dict[str, list[list[str]]] = msgspec.json.decode(
            (DATA / "tables.json").read_bytes(), type=dict[str, list[list[str]]]
        )
    except (OSError, msgspec.DecodeError) as e:
        raise DataError(f"tables.json: cannot be read ({e}); {_REMEDY}") from e
    return tables


def table(name: str) -> list[list[str]]:
    """Rows of a table of ``dictionaries/NAME.tsv`` (comments and blank lines left out).

    >>> table("kinds")[0]
    ['Nghị quyết', 'NQ', 'both']
    """
    try:
        return _tables()[name]
    except KeyError:
        raise DataError(f"tables.json has no table {name!r}; {_REMEDY}") from None


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


@lru_cache(maxsize=1)
def manifest() -> Manifest:
    """The manifest of the shipped data."""
    try:
        return msgspec.json.decode((DATA / "MANIFEST.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as e:
        raise DataError(f"MANIFEST.json: cannot be read ({e}); {_REMEDY}") from e


def corrupt_files() -> list[str]:
    """Names of data files that are missing or differ from the manifest."""
    expected = manifest().files
    return [name for name, digest in expected.items() if not (DATA / name).is_file() or sha256(DATA / name) != digest]
