"""Who issued a cited document: the name of a body or of its head, as it is printed after ``của``.

In: a text and a place in it; out: where the name ends. Names begin with a capital and go on in capitals and in the small
words that names of bodies have (``Ủy ban nhân dân tỉnh``, ``Bộ Giáo dục và Đào tạo``); what the document is about is none.
"""

from __future__ import annotations

import regex

LONGEST = 14
"""Words of the longest name: ``Bộ trưởng Bộ Lao động - Thương binh và Xã hội`` has eleven."""

_SMALL_WORDS = (
    "phủ chính trị trưởng tướng hành động binh hội tư nhân dân nghiệp tế tỉnh thành phố huyện quận xã phường thị trấn "
    "nông thôn vận tải trường nghệ nhà nước đảng bộ ủy uỷ ương trung cao tối sát kiểm án tòa toà đoàn thể lịch văn hóa "
    "hoá thao tạo dục giáo học thông truyền nguyên dựng quốc phòng ngoại giao tra thanh chức cáo tuyên nội vụ thường bí "
    "thư hiệp khối quan doanh chấp pháp thương mại trợ triển sở cục thuế hải bảo hiểm ngân hàng lâm thuỷ thủy sản tịch "
    "phó giám đốc thẩm phán đồng bạc chứng khoán lý kế toán an ninh sự minh lao tổng công xa nghiên cứu khoa tin gia vực "
    "khu hoạch chế thời sách niên tượng trữ đạo thuật tuyến điện tử hình trực "
    "đặc liên hợp môi lực tộc cán ty cổ phần trách nhiệm hữu hạn toàn trận phát "
)
_SMALL = frozenset(_SMALL_WORDS.split())
_STOPS = frozenset({"về", "quy", "hướng", "sửa", "phê", "khóa", "khoá", "xét", "ngày", "cho", "tách", "giấy"})
"""Words that no name has, whether in capitals or not: ``CỦA BỘ Y TẾ VỀ``, ``của Chính phủ Quy định``."""
_JOINED = frozenset({"đào", "phát", "đầu", "môi", "truyền", "công", "gia", "trẻ", "đô", "phụ", "bảo"})
"""Small words that go on after ``và``: ``Bộ Giáo dục và đào tạo``, ``Bộ Nông nghiệp và phát triển nông thôn``."""
_ENDS = frozenset(
    {("công", "bố"), ("công", "nhận"), ("thành", "lập"), ("thông", "qua"), ("giao", "cho"), ("kế", "hoạch"), ("công", "tác"),
     ("bảo", "đảm"), ("triển", "khai"), ("hành", "chính"), ("thông", "báo"), ("kiểm", "tra"), ("giám", "sát"), ("xã", "hội"),
     ("phòng", "chống"), ("sự", "nghiệp"), ("thông", "tư"), ("pháp", "luật"), ("phát", "hành"),
     ("phát", "động"), ("phát", "sinh"), ("phát", "triển")}
)  # fmt: skip
"""Two words that tell what a document does, not who made it."""
_DOCUMENTS = frozenset(
    {("kế", "hoạch"), ("công", "văn"), ("chương", "trình"), ("phụ", "lục"), ("báo", "cáo"), ("dự", "án"), ("công", "điện")}
)
"""What other documents are called after ``và``, where a name's own word may follow it too."""
_AFTER_CONG = frozenset({"an", "nghệ", "nghiệp", "thương", "chức", "đoàn", "cộng", "chứng"})
"""Words that ``công`` is a part of a name before."""
_VERBS = frozenset(
    {
        ("bổ", "sung"),
        ("bổ", "nhiệm"),
        ("ban", "hành"),
        ("thành", "lập"),
        ("công", "bố"),
        ("thông", "qua"),
        ("triển", "khai"),
        ("giao", "cho"),
    }
)
"""The same where a capital may begin them."""
_BARE = frozenset({"bộ", "ban", "sở", "ủy", "uỷ", "hội", "liên"})
"""Beginnings of names, which say nothing alone."""
_WHOLE = frozenset({("hành", "chính"), ("xã", "hội"), ("kiểm", "tra"), ("giám", "sát"), ("thông", "tư")})
_PARTS = regex.compile(r"[-–](?=.)")
_TOKEN = regex.compile(
    r"\s(?P<dash>[-–]\s(?=\p{Lu}))?(?P<word>[\p{L}\d\-–]+)(?P<comma>,(?=\s(?:Thể thao|Gia đình|Trẻ em|Viễn thông|thể thao)))?"
)


def issuer_end(text: str, low: str, at: int, kinds: frozenset[str]) -> int | None:
    """Where the name of an issuer ends that begins at a place; None where none begins there.

    Args:
        text: a text.
        low: the same in small letters, place by place.
        at: the place before the name, of a space.
        kinds: first words of the kinds of documents, which end a name.

    >>> t = "của Bộ Giáo dục và Đào tạo về việc học"
    >>> t[: issuer_end(t, t.lower(), 3, frozenset())]
    'của Bộ Giáo dục và Đào tạo'
    """
    found = _TOKEN.match(text, at)
    if found is None or not found["word"][0].isupper() or low[found.start("word") : found.end("word")] in kinds:
        return None
    end, before = found.end("word"), low[found.start("word") : found.end("word")]
    capitals = len(before) > 1 and text[found.start("word") : end].isupper()
    for _ in range(LONGEST):
        found = _TOKEN.match(text, end)
        if found is None or found["word"][0].isdigit():
            break
        word = low[found.start("word") : found.end("word")]
        after = _TOKEN.match(low, found.end())
        following = after["word"] if after else ""
        if word in _STOPS or (word, following) in _VERBS or (capitals and (word, following) in _ENDS - _WHOLE):
            break
        if word == "và":
            capital = text[found.end() + 1 : found.end() + 2].isupper() and not low.startswith("bộ luật", found.end() + 1)
            second = _TOKEN.match(low, after.end()) if after else None
            other = second is not None and (following, second["word"]) in _DOCUMENTS
            if other or (not (capital and following not in kinds) and following not in _JOINED):
                break
        elif found["word"][0].islower() and not all(_goes_on(before, part, following) for part in _PARTS.split(word)):
            break
        end, before = found.end(), word
    return None if low[at:end].strip() in _BARE else end


def _goes_on(before: str, word: str, following: str) -> bool:
    if before == "và" and word in _JOINED:
        return True
    if word == "công":
        return following in _AFTER_CONG
    if word in ("ban", "viên"):
        return before in ("ủy", "uỷ", "trưởng", "các")
    if (word, following) in _ENDS:
        return (word, following) in _WHOLE and following != "tư" and before not in ("phủ", "chính", "vụ")
    return word in _SMALL
