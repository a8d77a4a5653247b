"""What a process and its page worker say to one another, and how: length, then MessagePack.

Nothing that comes from a worker is run, and each answer is checked against its type: a worker at work on a hostile file may
answer anything.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec
import regex

from vndoc.limits import Limits
from vndoc.options import Options
from vndoc.page_workers.page import Judged, Made

MOST_BYTES = 256 * 1024 * 1024
"""An answer beyond this is rubbish: a page of 200,000 words has some 40 MB."""

_LENGTH = 4
_SURROGATES = regex.compile(r"[\ud800-\udfff]")


class Open(msgspec.Struct, frozen=True, tag=True):
    """Open this file (its path as the file system has it)."""

    path: bytes
    options: Options
    limits: Limits
    tables: bool = True


class Make(msgspec.Struct, frozen=True, tag=True):
    """Make the page with this number, without some stages, each with the reason; or no more of it than its verdicts."""

    number: int
    without: dict[str, str] = {}
    verdicts_alone: bool = False


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The file is open."""

    sha256: str
    media_type: str
    page_count: int


class At(msgspec.Struct, frozen=True, tag=True):
    """This stage of the page begins."""

    stage: str


class Refused(msgspec.Struct, frozen=True, tag=True):
    """An error of ours, by the name of its class."""

    error: str
    message: str


class Said(msgspec.Struct, frozen=True, tag=True):
    """Something for the log."""

    level: int
    name: str
    message: str


Order = Open | Make
Answer = Opened | At | Made | Judged | Refused | Said

_encoder = msgspec.msgpack.Encoder()
_orders: msgspec.msgpack.Decoder[Order] = msgspec.msgpack.Decoder(Order)
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class Rubbish(Exception):
    """What came is no message."""


def pack(message: Order | Answer) -> bytes:
    """A message as it travels. Lone surrogates, which no output can hold either, become U+FFFD."""
    try:
        body = _encoder.encode(message)
    except UnicodeEncodeError:
        body = _encoder.encode(_without_surrogates(msgspec.to_builtins(message, builtin_types=(bytes,))))
    return len(body).to_bytes(_LENGTH, "big") + body


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next message, still packed; None at the end.

    Raises:
        Rubbish: it claims to be too large.
    """
    head = pipe.read(_LENGTH)
    if head is None or len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if length > MOST_BYTES:
        raise Rubbish("an answer without end")
    body = pipe.read(length)
    return body if body is not None and len(body) == length else None


def order_of(frame: bytes) -> Order:
    """The order in a frame."""
    return _orders.decode(frame)


def answer_of(frame: bytes) -> Answer:
    """The answer in a frame.

    Raises:
        Rubbish: it is none.
    """
    try:
        return _answers.decode(frame)
    except (msgspec.MsgspecError, UnicodeDecodeError) as e:
        raise Rubbish("an answer that is none") from e


def _without_surrogates(value: Any) -> Any:  # noqa: ANN401 -- whatever a message holds
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(v) for v in value]
    return value
