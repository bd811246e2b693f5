"""Grants that people write first, each one mistake away from the reference, with probes of who could do what."""

from labs.security.shop import outcome

_REFUND = (
    "revoke execute on function shop.refund(int) from public; grant execute on function shop.refund(int) to support;"
)
_LATER = "alter default privileges in schema facts grant select on tables to reports;"
_CITIES = "grant select (id, city) on shop.customers to reports;"
_ORDERS = "grant select, insert, update (status) on shop.orders to storefront;"
_SEQUENCE = "grant usage on sequence shop.orders_id_seq to storefront;"


def _sql(refund=_REFUND, later=_LATER, cities=_CITIES, orders=_ORDERS, sequence=_SEQUENCE):
    return f"""
    grant usage on schema shop to storefront, reports, support; grant usage on schema facts to reports;
    grant select on shop.customers to storefront; {orders} {sequence}
    grant select on all tables in schema facts to reports; {later} {cities}
    grant select on shop.orders to support; {refund}
    """


def grant_all():
    """GRANT ALL is what an application needs

    Your storefront can delete and truncate every order, because ALL holds those rights, too. Whoever gets one
    statement into the application then has them. Name the verbs that its work consists of.
    """
    return _sql(orders="grant all on all tables in schema shop to storefront;")


def column_taken_back():
    """A column can be taken back from a table

    You granted SELECT on the table and revoked it for a column. A grant on the table covers all its columns, and the
    REVOKE takes a column's grant that never was: it succeeds and changes nothing. Grant the columns that may be read.
    """
    return _sql(
        cities="grant select on shop.customers to reports; revoke select (email) on shop.customers from reports;"
    )


def functions_closed():
    """Nobody can call what nobody was granted

    A new function can be executed by PUBLIC, which is every role. With SECURITY DEFINER it runs with its owner's
    rights, so here everybody who may use the schema can refund. Revoke EXECUTE from PUBLIC, then grant it.
    """
    return _sql(refund="grant execute on function shop.refund(int) to support;")


def tables_of_today():
    """ALL TABLES covers tomorrow's tables

    GRANT … ON ALL TABLES is done to the tables that are there when it runs. The table of next month's migration has
    no grants, and the report breaks. ALTER DEFAULT PRIVILEGES speaks of tables that are yet to be made.
    """
    return _sql(later="")


def table_without_sequence():
    """INSERT on the table is enough to insert

    The id comes from a sequence, which has rights of its own: without USAGE on it nextval() is denied, and so is the
    insert. Grant USAGE on the sequence. (An identity column needs no such grant.)
    """
    return _sql(sequence="")


def _is(answer, role, what):
    return any((each.role, each.what) == (role, what) for each in outcome(answer()).able)


def probe_grant_all(answer):
    return _is(answer, "storefront", "delete orders") and _is(answer, "storefront", "empty the orders")


def probe_column_taken_back(answer):
    sql = answer().lower()
    return "revoke select (" in " ".join(sql.split()) and _is(answer, "reports", "read customers' email")


def probe_functions_closed(answer):
    return _is(answer, "storefront", "refund an order") and not probe_grant_all(answer)


def probe_tables_of_today(answer):
    today, later = "read the daily figures", "read a table of figures added later"
    return _is(answer, "reports", today) and not _is(answer, "reports", later)


def probe_table_without_sequence(answer):
    sql = answer().lower()
    return (
        "insert" in sql and _is(answer, "storefront", "read orders") and not _is(answer, "storefront", "add an order")
    )
