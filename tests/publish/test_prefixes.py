"""The prefixes of what is published."""

from soegraph.publish.prefixes import compact, prefixes


def test_prefixes_are_sorted_and_stand_for_one_namespace_each() -> None:
    assert list(prefixes()) == sorted(prefixes())
    assert len(set(prefixes().values())) == len(prefixes())


def test_every_namespace_ends_where_names_begin() -> None:
    assert all(namespace.endswith(("/", "#")) for namespace in prefixes().values())


def test_iris_without_prefix_stay_as_they_are() -> None:
    assert [compact(iri) for iri in ("urn:x", "https://example.org/a", "")] == [
        "urn:x",
        "https://example.org/a",
        "",
    ]
