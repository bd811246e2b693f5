class Recovery:
    """An archive that never claims what it has not; a rescue server beside production; a merge that production wins."""

    def settings(self):
        return """
archive_mode = on
archive_command = 'test ! -f $ARCHIVE/%f && cp %p $ARCHIVE/%f'
archive_timeout = 60
"""

    def recover(self, site):
        site.production.switch_wal()
        target = f"""
restore_command = 'cp $ARCHIVE/%f %p'
recovery_target_xid = '{site.deletion.xid}'
recovery_target_inclusive = off
"""
        with site.restore_beside(target) as rescue:
            lost = rescue.execute("select id, store, status, cents from orders where store = 3")
        with site.production.connect() as session, session.transaction():
            for row in lost:
                session.execute("insert into orders values (%s, %s, %s, %s) on conflict (id) do nothing", row)
