GRANTS = {
    "storefront": [
        "usage on schema shop",
        "select (id, city, email) on shop.customers",
        "select, insert (customer, total, status), update (status) on shop.orders",
        "usage on all sequences in schema shop",
    ],
    "reports": [
        "usage on schema shop, facts",
        "select (id, city) on shop.customers",
        "select on facts.daily_sales",
    ],
    "support": ["usage on schema shop", "select on shop.orders", "execute on function shop.refund(int)"],
}


def roles():
    """The matrix as data, turned into statements."""
    lines = ["revoke execute on function shop.refund(int) from public"]
    lines += [f"grant {what} to {role}" for role, grants in GRANTS.items() for what in grants]
    lines.append("alter default privileges in schema facts grant select on tables to reports")
    return ";\n".join(lines)
