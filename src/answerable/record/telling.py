"""What is told of people beside questions: kept in the transactions that add to the record."""

from collections.abc import Collection, Sequence

from msgspec.structs import asdict
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.model.people import House, Member, Post, Tenure
from answerable.record import tables
from answerable.record.listing import Listing


class People:
    """The tables `tenure` and `post`, and of `member` what a service tells, through one connection."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def profile(self, member: Member, house: House | None) -> None:
        """What a Member is called now, and where they sit; newer than anything a question tells of them."""
        now = {"name": member.name, "party": member.party, "constituency": member.constituency, "house": house}
        table = tables.member
        before = self._connection.execute(select(*(table.c[one] for one in now)).where(table.c.id == member.id)).first()
        row = {"id": member.id, **now, "seen": self._now[:10]}
        self._connection.execute(upsert(table).on_conflict_do_update(["id"], set_=row), row)
        if before is None or tuple(before) != tuple(now.values()):
            self._count_on()

    def tenures(self, member_id: str, tenures: Collection[Tenure]) -> None:
        """What a Member was called, which party they were of and where they sat, when; instead of what was told."""
        table = tables.tenure
        if set(tenures) == self._tenures(member_id):
            return
        number = self._count_on()
        self._connection.execute(delete(table).where(table.c.member == member_id))
        rows = [asdict(one) | {"member": member_id, "house": one.house or "", "told": number} for one in set(tenures)]
        if rows:
            self._connection.execute(insert(table), rows)

    def fresh(self, posts: Sequence[Post]) -> list[Post]:
        """Those of the posts that are new or changed."""
        columns = (tables.post.c[name] for name in Post.__struct_fields__)
        known = {Post(*row) for row in self._connection.execute(select(*columns))} if posts else set()
        return [one for one in posts if one not in known]

    def posts(self, posts: Sequence[Post], document: int) -> None:
        """Keeps what a list of ministerial posts tells."""
        if posts:
            statement = upsert(tables.post)
            told = {name: getattr(statement.excluded, name) for name in (*Post.__struct_fields__, "document")}
            rows = [asdict(one) | {"document": document} for one in posts]
            self._connection.execute(statement.on_conflict_do_update(["id"], set_=told), rows)
            self._count_on()

    def _tenures(self, member_id: str) -> set[Tenure]:
        held = tables.tenure.c
        columns = (getattr(held, name) for name in Tenure.__struct_fields__)
        rows = self._connection.execute(select(*columns).where(held.member == member_id))
        return {Tenure(row.kind, row.value, row.since, row.until, row.house or None) for row in rows}

    def _count_on(self) -> int:
        listing = Listing(self._connection)
        number = int(listing.place(tables.PEOPLE) or 0) + 1
        listing.mark(tables.PEOPLE, str(number))
        return number
