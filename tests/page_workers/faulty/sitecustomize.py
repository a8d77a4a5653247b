"""Faults for page workers: Python loads this where it starts with this folder on its path. A variable names the fault."""

import contextlib
import os
import sys
import time

FAULT = os.environ.get("VNDOC_TEST_FAULT", "")


class Faulty:
    """An engine that does what the variable says."""

    name = "faulty"
    version = "1"
    languages = ("vie",)

    def available(self):
        return True

    def problem(self):
        return None

    def read(self, picture, dpi, seconds):
        if FAULT == "engine exits":
            os._exit(3)
        if FAULT == "engine aborts":
            os.abort()
        if FAULT == "engine hangs":
            time.sleep(600)
        if FAULT == "engine eats":
            held = []
            while True:
                held.append(bytearray(64 << 20))
        if FAULT == "engine babbles":
            print("one", flush=True)
            os.write(1, b"two" * 1000)
            os.system("echo three")
        if FAULT == "engine forges":
            for fd in range(3, 20):
                with contextlib.suppress(OSError):
                    os.write(fd, b"\0\0\0\x05hello")
        return ()


def on_page_two(action):
    """Do something instead of extracting page 2."""
    from vndoc.extract.pdf import PdfSource

    real = PdfSource.page
    PdfSource.page = lambda self, number: action(number) if number == 2 else real(self, number)


def end(number):
    os._exit(9)


def spin(number):
    while True:
        pass


def eat(number):
    held = []
    while True:
        held.append(bytearray(64 << 20))


def sabotage():
    """Break what the variable says."""
    from vndoc.read import engine

    engine.BUILT_IN["faulty"] = "sitecustomize:Faulty"
    if FAULT == "layer ends":
        on_page_two(end)
    elif FAULT == "layer spins":
        on_page_two(spin)
    elif FAULT == "layer eats":
        on_page_two(eat)
    elif FAULT == "page ends":
        from vndoc.extract.pdf import PdfSource

        on_page_two(end)
        PdfSource.bare = lambda self, number: end(number)
    elif FAULT == "arrange ends":
        import vndoc.arrange

        real = vndoc.arrange.arrange
        vndoc.arrange.arrange = lambda page: end(2) if page.number == 2 else real(page)
    elif FAULT.startswith("open "):
        import vndoc.extract

        open_source = vndoc.extract.open_source
        action = {"open ends": end, "open spins": spin, "open raises": lambda number: 1 / 0}[FAULT]
        vndoc.extract.open_source = lambda path, *more: action(1) if path.suffix == ".pdf" else open_source(path, *more)
    elif FAULT == "old ones end":
        from vndoc.extract.pdf import PdfSource

        real_page, made = PdfSource.page, []

        def page(self, number):
            made.append(number)
            return end(number) if len(made) > 2 else real_page(self, number)

        PdfSource.page = page


if "vndoc.page_workers.child" in sys.orig_argv or "--multiprocessing-fork" in sys.orig_argv:
    sabotage()
