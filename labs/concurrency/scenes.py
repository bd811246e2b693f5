"""The shops in which an answer is tried: small enough that every order of the steps can be run."""

from collections.abc import Callable, Sequence
from random import Random

from labs.concurrency.shop import Basket, Lost, losing, shop

GOODS = ("bread", "butter", "cocoa", "flour", "honey", "jam", "milk", "rice", "salt", "tea")
Shop = tuple[list[Basket], dict[str, int]]
SHOPS: tuple[Shop, ...] = (
    ([("a",), ("a",)], {"a": 1}),
    ([("a",), ("a",)], {"a": 2}),
    ([("a", "b"), ("b",)], {"a": 1, "b": 1}),
    ([("a", "b"), ("a",)], {"a": 1, "b": 0}),
    ([("a", "b"), ("b",)], {"a": 0, "b": 1}),
    ([("a", "b"), ("b", "a")], {"a": 2, "b": 2}),
    ([("a", "b"), ("b", "a")], {"a": 1, "b": 1}),
    ([("a",), ("a",), ("a",)], {"a": 3}),
)


def shops(seeds: Sequence[int] = ()) -> list[Shop]:
    """All shops: with jam and tea, or with goods drawn from the first seed, in either order of the alphabet."""
    names = Random(seeds[0]).sample(GOODS, 2) if seeds else ("jam", "tea")
    goods = dict(zip("ab", names, strict=True))
    return [
        ([tuple(goods[item] for item in basket) for basket in baskets], {goods[item]: n for item, n in stock.items()})
        for baskets, stock in SHOPS
    ]


def lost(buy: Callable, seeds: Sequence[int] = ()) -> Lost | None:
    """How the answer loses in the first shop in which it does."""
    found = (losing(shop(buy, baskets, stock)) for baskets, stock in shops(seeds))
    return next(filter(None, found), None)
