def roles():
    """Group roles named for what may be done; people's roles are members."""
    return """
    create role selling nologin;
    create role analyzing nologin;
    create role helping nologin;
    grant selling to storefront;
    grant analyzing to reports;
    grant helping to support;
    grant usage on schema shop to selling, analyzing, helping;
    grant usage on schema facts to analyzing;
    grant select on shop.customers to selling;
    grant select, insert, update (status) on shop.orders to selling;
    grant usage, select on all sequences in schema shop to selling;
    grant select (id, city) on shop.customers to analyzing;
    grant select on all tables in schema facts to analyzing;
    alter default privileges for role owner in schema facts grant select on tables to analyzing;
    revoke all on function shop.refund from public;
    grant select on shop.orders to helping;
    grant execute on function shop.refund to helping;
    """
