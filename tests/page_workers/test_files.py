"""Files some at a time: in order, a bounded number ahead, errors where they are taken."""

import threading

import pytest

from vndoc.page_workers.files import AHEAD, in_order


def twice(file, open_):
    if file == "bad":
        raise ValueError(file)
    return iter((file, file))


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_order(jobs, count):
    files = [str(i) for i in range(count)]
    assert [(file, list(found)) for file, found in in_order(files, twice, jobs)] == [(file, [file] * 2) for file in files]


@pytest.mark.parametrize("files", [["bad", "a", "b"], ["a", "bad", "b"]])
def test_errors_are_raised_where_they_are_taken(files):
    said = []
    for file, found in in_order(files, twice, 2):
        try:
            said.append((file, list(found)))
        except ValueError:
            said.append((file, None))
    assert said == [(file, None if file == "bad" else [file] * 2) for file in files]


def test_a_bounded_number_ahead():
    asked = []
    taken = in_order((asked.append(i) or i for i in range(1000)), lambda file, open_: iter((file,)), 2)
    next(taken)
    assert len(asked) <= 2 * AHEAD + 1
    taken.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("vndoc-files")]
