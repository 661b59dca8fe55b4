"""The source as paragraphs: nested and overlapping passages, broken lines, plain emphasis."""

from thidua.pages.directives.source import Mark, blocks_of


def shape(text: str, *marks: Mark) -> list[list[tuple[str, str]]]:
    return [
        [(piece.text, piece.mark.key if piece.mark else "") for piece in block.pieces]
        for block in blocks_of(text, marks)
    ]


def test_blocks_of_text_without_marks() -> None:
    assert shape("Một.\n\nHai.") == [[("Một.", "")], [("Hai.", "")]]


def test_blocks_of_nested_passages_lets_the_inner_lead() -> None:
    assert shape("abcdef", Mark(0, 6, "ngoài", 4), Mark(2, 4, "trong", 3)) == [
        [("ab", "ngoài"), ("cd", "trong"), ("ef", "ngoài")]
    ]


def test_blocks_of_overlapping_passages_loses_no_letter() -> None:
    pieces = shape("abcdef", Mark(0, 4, "một", 1), Mark(2, 6, "hai", 2))[0]
    assert "".join(text for text, _key in pieces) == "abcdef"
    assert [key for _text, key in pieces] == ["một", "một", "hai"]


def test_blocks_of_passages_with_one_start_all_have_an_anchor() -> None:
    blocks = list(blocks_of("abcdef", [Mark(0, 6, "dài", 4), Mark(0, 3, "ngắn", 1)]))
    first = blocks[0].pieces[0]
    assert (first.mark and first.mark.key, first.first, [m.key for m in first.anchors]) == (
        "ngắn",
        True,
        ["dài"],
    )


def test_blocks_of_a_passage_over_paragraphs_is_anchored_once() -> None:
    blocks = list(blocks_of("abc\n\ndef", [Mark(1, 8, "x", 4)]))
    firsts = [piece.first for block in blocks for piece in block.pieces if piece.mark]
    assert firsts == [True, False]


def test_blocks_of_lines_that_run_on_are_joined() -> None:
    long = "Các cơ quan, đơn vị, địa phương tổ chức thực hiện phong trào thi"
    assert shape(f"{long}\nđua yêu nước.") == [[(f"{long} ", ""), ("đua yêu nước.", "")]]
    block = next(blocks_of("- Sở Nội vụ;\n- Sở Y tế;", []))
    assert [piece.breaks for piece in block.pieces] == [True, False]


def test_blocks_of_headings_stand_in_the_middle() -> None:
    blocks = list(
        blocks_of("CHỈ THỊ\n\n**Về việc phát động**\n\nLai Châu, ngày tháng năm 2022", [])
    )
    assert [(block.align, block.pieces[0].text) for block in blocks] == [
        ("c", "CHỈ THỊ"),
        ("c", "Về việc phát động"),
        ("r", "Lai Châu, ngày tháng năm 2022"),
    ]
