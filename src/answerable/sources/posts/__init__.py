"""Lists of who held which ministerial post when, as Popolo: `memberships` of people in `organizations`, with a role.

A membership is `{"id", "person_id", "organization_id", "role", "start_date", "end_date"}`. Such lists hold committees,
opposition posts and aides too; only posts of ministers are taken, told by the kind of the id or by how the role begins
(`posts.toml`). People have the list's own ids; memberships that come from Parliament's own data bear the official
number in their id, `uk.parliament.data/Member/172/GovernmentPost/5`, and so tell whose the person's other posts are.
"""

from answerable.sources.posts.parse import NAME as name
from answerable.sources.posts.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
