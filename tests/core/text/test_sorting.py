from thidua.core.text import person_sort_key, unit_sort_key


def test_unit_sort_key_follows_the_vietnamese_alphabet() -> None:
    names = ["Bình", "Ân", "An", "Đức", "Dũng", "Ăn", "Ấn", "Cường", "Bính"]
    assert sorted(names, key=unit_sort_key) == [
        "An",
        "Ăn",
        "Ân",
        "Ấn",
        "Bình",
        "Bính",
        "Cường",
        "Dũng",
        "Đức",
    ]


def test_unit_sort_key_orders_numbers_by_size() -> None:
    assert sorted(["Khối 10", "Khối 2", "Khối 1"], key=unit_sort_key) == [
        "Khối 1",
        "Khối 2",
        "Khối 10",
    ]


def test_person_sort_key_starts_with_the_given_name() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An"]
    assert sorted(people, key=person_sort_key) == ["Lê Văn An", "Nguyễn Thị An", "Trần Văn Bình"]


def test_sort_keys_are_ascii() -> None:
    assert person_sort_key("Đặng Thị Ưng").isascii()
    assert unit_sort_key("Xã Nậm Hăn") == "xa3 na~~m5 ha~n0"
