def roles():
    """Each grant is a line of somebody's work; what PUBLIC has by default goes first."""
    return """
    revoke execute on all functions in schema shop from public;

    grant usage on schema shop to storefront, reports, support;
    grant select on shop.customers, shop.orders to storefront;
    grant insert, update (status) on shop.orders to storefront;
    grant usage on sequence shop.orders_id_seq to storefront;

    grant usage on schema facts to reports;
    grant select on all tables in schema facts to reports;
    alter default privileges in schema facts grant select on tables to reports;
    grant select (id, city) on shop.customers to reports;

    grant select on shop.orders to support;
    grant execute on function shop.refund(int) to support;
    """
