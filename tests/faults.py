"""Work that goes wrong, for worker processes."""

import os
import time
from pathlib import Path


def double(task):
    """Twice the task; a worker that is given 13 dies, as if the system had killed it."""
    if task == 13:
        os._exit(9)
    time.sleep(0.01)
    return task * 2


def process_id(task):
    """The worker's process id."""
    return os.getpid()


def convert_or_die(task):
    """`convert_task`, but a file called ``deadly`` kills the worker while a part of its output is there."""
    from vndoc.batch import convert_task

    if Path(task.found.path).stem == "deadly":
        folder = (task.out / task.found.name).parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".vndoc-deadly.part").write_text("half")
        os._exit(9)
    time.sleep(0.02)
    return convert_task(task)
