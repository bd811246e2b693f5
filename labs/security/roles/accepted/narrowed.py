def roles():
    """Grants whole tables where most is needed, and takes the rest from the table's grant itself."""
    return """
    do $$
    declare who text;
    begin
        foreach who in array array['storefront', 'reports', 'support'] loop
            execute format('grant usage on schema shop to %I', who);
        end loop;
    end $$;
    grant all on shop.orders to storefront;
    revoke update, delete, truncate, references, trigger on shop.orders from storefront;
    grant update (status) on shop.orders to storefront;
    grant all on sequence shop.orders_id_seq to storefront;
    grant select on shop.customers to storefront;
    grant usage on schema facts to reports;
    alter default privileges in schema facts grant select on tables to reports;
    grant select on all tables in schema facts to reports;
    grant select (id), select (city) on shop.customers to reports;
    revoke all on all routines in schema shop from public;
    grant select on shop.orders to support;
    grant execute on all routines in schema shop to support;
    """
