"""The syllable: onset and rhyme, and which letter strings can be one.

A Vietnamese syllable is an onset (perhaps empty), a rhyme and a tone. The rhymes are a closed list (Đoàn Thiện Thuật,
*Ngữ âm tiếng Việt*, 1977), so that a string can be told from a syllable without a dictionary.
"""

from __future__ import annotations

import re
import unicodedata

from vndoc.alphabet import TONES, fold_tone, nfc, strip_marks

ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
"""Onsets, longest first."""

_RHYME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơc ơng
    u ua uân uâng uât uây uâ uc uê uêch uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu yt ynh
"""
_RHYMES = frozenset(_RHYME_LIST.split())
_PLAIN_RHYMES = frozenset(strip_marks(rhyme) for rhyme in _RHYMES)
_GLIDES = {"gi": "i", "qu": "u"}
"""Letters of an onset that may belong to the rhyme as well."""
_STOPS = re.compile(r"(?:[cpt]|ch)$")
_TONE = re.compile(f"[{TONES}]")


def split(syllable: str) -> tuple[str, str]:
    """(onset, rhyme with its marks) of a lower-case syllable, tone placement folded.

    >>> split("nghị"), split("quyết"), split("gì"), split("ủy")
    (('ngh', 'ị'), ('qu', 'yết'), ('g', 'ì'), ('', 'uỷ'))
    """
    word = fold_tone(syllable)
    for onset in ONSETS:
        if word.startswith(onset):
            rhyme = word[len(onset) :]
            if onset in ("gi", "qu") and not _bare(rhyme):
                continue
            return onset, rhyme
    return "", word


def _bare(rhyme: str) -> str:
    return nfc(_TONE.sub("", unicodedata.normalize("NFD", rhyme)))


def is_possible(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable by its letters and tone.

    >>> is_possible("nghiệm"), is_possible("quyét"), is_possible("ciia"), is_possible("the")
    (True, False, False, True)
    >>> is_possible("cap"), is_possible("càp")
    (True, False)
    """
    onset, rhyme = split(word)
    if not any(_bare(start + rhyme) in _RHYMES for start in ("", _GLIDES.get(onset, ""))):
        return False
    tones = _TONE.findall(unicodedata.normalize("NFD", rhyme))
    if len(tones) > 1:
        return False
    stopped = bool(_STOPS.search(_bare(rhyme)))
    return not (stopped and tones and tones[0] not in (TONES[1], TONES[4]))


def may_be(key: str) -> bool:
    """Whether marks could make a syllable of a string of plain letters.

    >>> may_be("quyet"), may_be("thuong"), may_be("dieu"), may_be("ubnd"), may_be("sgdck")
    (True, True, True, False, False)
    """
    onset, rhyme = split(key)
    return any(start + rhyme in _PLAIN_RHYMES for start in ("", _GLIDES.get(onset, "")))
