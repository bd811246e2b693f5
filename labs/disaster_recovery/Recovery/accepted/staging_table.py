class Recovery:
    """Compressed segments; the rescued rows go through a staging table and one INSERT … SELECT."""

    def settings(self):
        return r"""
archive_mode = on
archive_command = 'gzip < %p > $ARCHIVE/%f.tmp && mv $ARCHIVE/%f.tmp $ARCHIVE/%f.gz'
archive_timeout = 300
"""

    def recover(self, site):
        site.production.switch_wal()
        where = (
            "restore_command = 'gunzip < $ARCHIVE/%f.gz > %p'\n"
            f"recovery_target_xid = '{site.deletion.xid}'\n"
            "recovery_target_inclusive = off\n"
            "recovery_target_action = 'promote'\n"
        )
        with site.restore_beside(where) as rescue, site.production.connect(autocommit=False) as writing:
            writing.execute("create temp table rescued (like orders)")
            for row in rescue.execute("select * from orders where store = 3"):
                writing.execute("insert into rescued values (%s, %s, %s, %s)", row)
            writing.execute(
                "insert into orders select * from rescued where not exists "
                "(select from orders where orders.id = rescued.id)"
            )
