"""Trees of units: order, paths, what stands below and above."""

import pytest

from thidua.core.trees import Node, Tree, TreeCycle, UnknownNode


def a_tree() -> Tree:
    return Tree(
        [
            Node(4, "Xã B", 2, sort_key="b"),
            Node(1, "Tỉnh", None, sort_key="0"),
            Node(3, "Xã A", 2, sort_key="a"),
            Node(2, "Huyện", 1, sort_key="1"),
            Node(5, "Mồ côi", 99, sort_key="9"),
        ]
    )


def test_iterate_gives_parents_before_children_in_order():
    assert [node.id for node in a_tree()] == [1, 2, 3, 4, 5]


def test_ask_below_and_above():
    tree = a_tree()
    assert tree.children(2) == [3, 4]
    assert tree.descendants(1) == [2, 3, 4]
    assert tree.descendants(1, include_self=True) == [1, 2, 3, 4]
    assert tree.ancestors(4) == [1, 2]
    assert tree.node(4).path == (1, 2, 4)
    assert tree.path_names(3) == ["Tỉnh", "Huyện", "Xã A"]


def test_parent_that_does_not_stand_makes_a_root():
    assert a_tree().roots == [1, 5]
    assert a_tree().node(5).depth == 0


def test_is_under_holds_for_itself_and_not_for_strangers():
    tree = a_tree()
    assert tree.is_under(4, 1)
    assert tree.is_under(4, 4)
    assert not tree.is_under(1, 4)
    assert not tree.is_under(99, 1)


def test_cycle_is_refused():
    with pytest.raises(TreeCycle) as caught:
        Tree([Node(1, "A", 2), Node(2, "B", 1), Node(3, "C")])
    assert caught.value.args == ([1, 2],)


def test_unknown_unit_is_refused():
    with pytest.raises(UnknownNode):
        a_tree().node(77)


def test_contains_len_and_get_answer_for_those_that_stand():
    tree = a_tree()
    assert (2 in tree, 99 in tree, len(tree)) == (True, False, 5)
    assert (tree.get(2), tree.get(99)) == (tree.node(2), None)
