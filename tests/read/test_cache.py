import os
import stat
import threading

import pytest
from PIL import Image

from vndoc.document import Verdict
from vndoc.options import Options
from vndoc.pages import SourcePage
from vndoc.read import Cache, EngineWord, NoEngine, cache_folder, read_page
from vndoc.read import cache as cache_module
from vndoc.read.cache import key_of

WORDS = (EngineWord("Điều", (1.0, 2.0, 30.0, 12.0), 0, 0.9, ("Điêu",)), EngineWord("1.", (34.0, 2.0, 40.0, 12.0), 0, 0.8))
KEY = "ab" + "1" * 38


class Counting(NoEngine):
    """An engine that counts how often it reads."""

    name = "counting"
    version = "1"
    languages = ("vie",)

    def __init__(self, settings=""):
        self.calls = 0
        self.settings = settings

    def identity(self):
        return self.settings

    def read(self, picture, dpi, seconds):
        self.calls += 1
        return WORDS


class Paper:
    def __init__(self, grey=255):
        self.image = Image.new("L", (600, 800), grey)

    def picture(self, number, dpi):
        return self.image


PAGE = SourcePage(1, 595.0, 842.0, pixels=True, verdict=Verdict("absent"))


def test_what_was_read_is_not_read_again():
    engine = Counting()
    first = read_page(PAGE, Paper(), engine, Options())
    calls = engine.calls
    assert calls
    assert read_page(PAGE, Paper(), engine, Options()) == first
    assert engine.calls == calls


@pytest.mark.parametrize("change", ["picture", "version", "languages", "identity", "name", "no cache"])
def test_what_differs_is_read(change):
    engine = Counting()
    read_page(PAGE, Paper(), engine, Options())
    calls = engine.calls
    paper, options = Paper(254 if change == "picture" else 255), Options(cache=change != "no cache")
    engine.version = "2" if change == "version" else "1"
    engine.name = "other" if change == "name" else "counting"
    engine.languages = ("eng",) if change == "languages" else ("vie",)
    engine.settings = "x" if change == "identity" else ""
    read_page(PAGE, paper, engine, options)
    assert engine.calls > calls


def test_no_cache_keeps_nothing(own_cache):
    read_page(PAGE, Paper(), Counting(), Options(cache=False))
    assert not list(own_cache.rglob("*"))


def test_an_engine_without_identity_is_not_kept(own_cache):
    class Plain(NoEngine):
        name = "plain"

        def read(self, picture, dpi, seconds):
            return WORDS

    read_page(PAGE, Paper(), Plain(), Options())
    assert not list(own_cache.rglob("*"))


def test_what_fails_is_not_kept(own_cache):
    class Rubbish(Counting):
        def read(self, picture, dpi, seconds):
            return ("no word",)

    read_page(PAGE, Paper(), Rubbish(), Options())
    assert not list(own_cache.rglob("*.words"))


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of files are POSIX")
def test_files_are_their_owners_alone():
    cache = Cache.open()
    cache.put(KEY, WORDS)
    assert cache.get(KEY) == WORDS
    for path in [cache.folder, *cache.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of files are POSIX")
def test_an_open_folder_is_closed_and_another_ones_is_not_used(own_cache, monkeypatch):
    folder = own_cache / "readings"
    folder.mkdir(mode=0o755)
    assert Cache.open() is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert Cache.open() is None
    engine = Counting()
    assert read_page(PAGE, Paper(), engine, Options()).readings


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_a_link_is_not_used(own_cache, tmp_path):
    (own_cache / "readings").symlink_to(tmp_path)
    assert Cache.open() is None


@pytest.mark.parametrize("damage", [b"", b"\0", b"rubbish", "cut", "other", "zeros"])
def test_a_corrupt_entry_is_none(damage):
    cache = Cache.open()
    cache.put(KEY, WORDS)
    [path] = cache.folder.rglob("*.words")
    whole = path.read_bytes()
    if damage == "cut":
        path.write_bytes(whole[:-3])
    elif damage == "other":
        other = "ab" + "2" * 38
        cache.put(other, WORDS)
        path.write_bytes(next(p for p in cache.folder.rglob("*.words") if p != path).read_bytes())
    elif damage == "zeros":
        path.write_bytes(whole[:10] + b"\0" * (len(whole) - 10))
    else:
        path.write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, WORDS)
    assert cache.get(KEY) == WORDS


def test_a_bomb_is_no_entry(monkeypatch):
    import zlib

    cache = Cache.open()
    cache.put(KEY, WORDS)
    [path] = cache.folder.rglob("*.words")
    monkeypatch.setattr(cache_module, "ENTRY_BYTES", 1000)
    path.write_bytes(zlib.compress(b"\0" * 100_000))
    assert cache.get(KEY) is None


def test_what_is_used_least_goes_first():
    cache = Cache.open(most_bytes=1)
    keys = [f"{i:02x}" + "0" * 38 for i in range(1, 6)]
    sized = Cache(cache.folder)
    for age, key in enumerate(keys):
        sized.put(key, WORDS)
        [path] = (cache.folder / key[:2]).iterdir()
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    assert sized.get(keys[0]) == WORDS  # used now
    one = sized.size().bytes // 5
    Cache(cache.folder, 4 * one).cut_back()
    assert [key for key in keys if sized.get(key)] == [keys[0], keys[3], keys[4]]
    assert sized.purge().entries == 0
    assert not list(cache.folder.iterdir())


def test_writers_cut_back(monkeypatch):
    monkeypatch.setattr(cache_module, "ONE_IN", 1)
    cache = Cache.open(most_bytes=1)
    cache.put(KEY, WORDS)
    assert cache.size().entries == 0


def test_several_at_once():
    cache = Cache.open()
    keys = [f"{i:02x}" + "3" * 38 for i in range(8)]
    failures = []

    def work():
        for key in keys * 5:
            cache.put(key, WORDS)
            found = cache.get(key)
            if found not in (WORDS, None):
                failures.append(found)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert cache.size().entries == 8
    assert not list(cache.folder.rglob("*.part"))


def test_where_readings_are_kept(monkeypatch, own_cache, tmp_path):
    assert cache_folder() == own_cache / "readings"
    monkeypatch.delenv("VNDOC_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache_module.sys, "platform", "linux")
    assert cache_folder() == tmp_path / "vndoc" / "readings"
    monkeypatch.setattr(cache_module.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache_folder() == tmp_path / "local" / "vndoc" / "readings"
    monkeypatch.setattr(cache_module.sys, "platform", "darwin")
    assert cache_folder().parts[-4:] == ("Library", "Caches", "vndoc", "readings")


def test_a_cache_that_cannot_be_made_costs_nothing(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VNDOC_CACHE", str(tmp_path / "file"))
    assert Cache.open() is None
    assert read_page(PAGE, Paper(), Counting(), Options()).readings


def test_keys_differ_by_lines():
    from vndoc.document import Engine

    picture, engine = Image.new("L", (4, 4)), Engine("x", "1")
    keys = {key_of(picture, 300, engine, "", boxes) for boxes in (None, (), ((0.0, 0.0, 1.0, 1.0),))}
    assert len(keys) == 3


def test_doctor_tells_and_purges(vndoc, own_cache):
    Cache.open().put(KEY, WORDS)
    told = vndoc("doctor").stdout.decode()
    assert "1 reading(s)" in told and str(own_cache) in told
    assert vndoc("doctor", "--purge-cache").returncode == 0
    assert Cache.open().size().entries == 0
