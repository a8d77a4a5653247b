from hypothesis import given, settings
from hypothesis import strategies as st

from vndoc.document import Section
from vndoc.write.marking import Marker


def doubtful(runs):
    return [run.text for run in runs if run.state == "doubtful"]


def test_runs_rebuild_the_text(documents):
    plan = documents.party_plan()
    section = plan.sections[0].children[0]
    (runs,) = Marker(plan).section(section, [section.text])
    assert "".join(run.text for run in runs) == section.text
    assert doubtful(runs) == ["cường", "tháng"]
    assert [run.page for run in runs if run.page] == [2]


def test_a_word_broken_at_a_line_end_does_not_lose_the_rest(documents):
    plan = documents.party_plan()
    section = Section(
        "x", "paragraph", text="Tăng cường sự lãnhđạo của các cấp ủy; việc sinhhoạt chi bộ hàng tháng.", lines=((1, 4), (2, 1))
    )
    (runs,) = Marker(plan).section(section, [section.text])
    assert doubtful(runs) == ["cường", "tháng"]


def test_text_that_is_not_on_the_lines_is_plain(documents):
    plan = documents.party_plan()
    section = Section("x", "paragraph", text="hoàn toàn khác", lines=((1, 4), (2, 1)))
    (runs,) = Marker(plan).section(section, [section.text])
    assert doubtful(runs) == []


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(["Tăng", "cường", "sự", "cấp", "ủy;", "tháng.", "Các", "-", "x"])).map(" ".join), max_size=4
    )
)
def test_runs_always_rebuild_their_texts(documents, texts):
    plan = documents.party_plan()
    found = Marker(plan).section(Section("x", "paragraph", lines=((1, 0), (2, 9))), texts)
    assert ["".join(run.text for run in runs) for runs in found] == texts
