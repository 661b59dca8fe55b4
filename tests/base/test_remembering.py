from thidua.base.registries import Registry, remembering


def counted():
    asked = []
    registry: Registry = Registry("thử")
    registry.register("một", lambda who: asked.append(who) or [who])
    return registry, asked


def test_collect_asks_once_while_remembering():
    registry, asked = counted()
    with remembering():
        assert [registry.collect("a"), registry.collect("a"), registry.collect("b")] == [
            ["a"], ["a"], ["b"],
        ]  # fmt: skip
    assert asked == ["a", "b"]


def test_collect_asks_anew_outside_and_in_the_next_request():
    registry, asked = counted()
    registry.collect("a")
    with remembering():
        registry.collect("a")
    with remembering():
        registry.collect("a")
    assert asked == ["a", "a", "a"]


def test_a_remembered_list_is_the_callers_own():
    registry, _asked = counted()
    with remembering():
        registry.collect("a").clear()
        assert registry.collect("a") == ["a"]
