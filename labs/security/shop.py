"""Larder's database in a real PostgreSQL, and what each of its roles turns out to be able to do in it."""

from functools import cache
from typing import NamedTuple

from nines.systems import PostgreSQL, SystemsError

PASSWORD = "bread"  # the server lives for one check, on loopback
ROLES = """
create role owner login createrole password 'bread';
create role storefront login password 'bread';
create role reports login password 'bread';
create role support login password 'bread';
create schema shop authorization owner;
create schema facts authorization owner;
"""
TABLES = """
create table shop.customers (id int primary key, city text, email text);
create table shop.orders (id serial primary key, customer int, total int, status text);
create table facts.daily_sales (day date, total int);
create function shop.refund(number int) returns void language sql security definer
    as $$ update shop.orders set status = 'refunded' where id = number $$;
insert into shop.customers values (1, 'Graz', 'ada@larder.example');
insert into shop.orders (customer, total, status) values (1, 40, 'new');
"""
INSUFFICIENT_PRIVILEGE = "42501"
LATER = "create table facts.weekly_sales (week int, total int)"


class Action(NamedTuple):
    """One cell of the matrix: who does what, in words and in SQL, and whether that is to succeed."""

    role: str
    what: str
    sql: str
    allowed: bool


MATRIX = (
    Action("storefront", "read customers", "select email from shop.customers", True),
    Action("storefront", "read orders", "select total from shop.orders", True),
    Action(
        "storefront", "add an order", "insert into shop.orders (customer, total, status) values (1, 9, 'new')", True
    ),
    Action("storefront", "change an order's status", "update shop.orders set status = 'paid' where id = 1", True),
    Action("storefront", "change an order's total", "update shop.orders set total = 0 where id = 1", False),
    Action("storefront", "delete orders", "delete from shop.orders", False),
    Action("storefront", "empty the orders", "truncate shop.orders", False),
    Action("storefront", "make tables", "create table shop.mine (n int)", False),
    Action("storefront", "read the sales figures", "select total from facts.daily_sales", False),
    Action("storefront", "refund an order", "select shop.refund(1)", False),
    Action("reports", "read the daily figures", "select total from facts.daily_sales", True),
    Action("reports", "read a table of figures added later", "select total from facts.weekly_sales", True),
    Action("reports", "read customers' cities", "select id, city from shop.customers", True),
    Action("reports", "read customers' email", "select email from shop.customers", False),
    Action("reports", "write the figures", "insert into facts.daily_sales values (now(), 0)", False),
    Action("reports", "refund an order", "select shop.refund(1)", False),
    Action("support", "read orders", "select total from shop.orders", True),
    Action("support", "refund an order", "select shop.refund(1)", True),
    Action("support", "change orders directly", "update shop.orders set status = 'paid' where id = 1", False),
    Action("support", "read customers' email", "select email from shop.customers", False),
)


class Outcome(NamedTuple):
    """The actions that succeeded, or why that can't be said."""

    able: frozenset[Action]
    refused: str = ""


@cache
def outcome(sql: object) -> Outcome:
    """What the roles can do after this SQL was run by the schemas' owner; each action is rolled back."""
    if not isinstance(sql, str) or not sql.strip():
        return Outcome(frozenset(), f"Your function returned {sql!r}: return SQL with GRANT and REVOKE as text.")
    try:
        with PostgreSQL() as server, server.connect() as admin:
            admin.execute(ROLES)
            try:
                return tried(server, sql)
            except admin.Error as error:
                return Outcome(frozenset(), str(error).strip())
    except SystemsError as error:
        return Outcome(frozenset(), str(error).strip())


def tried(server: PostgreSQL, sql: str) -> Outcome:
    """What each role can do once the owner has run the SQL; an error of the SQL itself is told as such."""
    with server.connect(user="owner", password=PASSWORD) as owner:
        owner.execute(TABLES)
        try:
            owner.execute(sql.encode())
        except owner.Error as error:
            return Outcome(frozenset(), f"PostgreSQL refuses the SQL: {str(error).strip()}")
        owner.execute(LATER)
    able: set[Action] = set()
    for role in ("storefront", "reports", "support"):
        with server.connect(user=role, password=PASSWORD) as session:
            able |= {each for each in MATRIX if each.role == role and succeeds(session, each.sql)}
    return Outcome(frozenset(able))


def succeeds(session, sql: str) -> bool:
    """Whether a session may run a statement; what it did is undone."""
    try:
        with session.transaction(force_rollback=True):
            session.execute(sql)
    except session.Error as error:
        if error.sqlstate == INSUFFICIENT_PRIVILEGE:
            return False
        raise
    return True


def show_matrix(sql: str) -> None:
    """Print each action, whether it is to succeed, and whether it did; or why that can't be known."""
    found = outcome(sql)
    if found.refused:
        print(found.refused)
        return
    for each in MATRIX:
        did = each in found.able
        print(f"{'' if did == each.allowed else '✗':2}{each.role:11}{each.what:37}{'can' if did else 'cannot'}")
