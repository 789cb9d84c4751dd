"""The tables of a new SQLite file, as all the migrations would leave them; a test holds them to that."""

TABLES = (
    """
    CREATE TABLE chats (
        id BIGINT NOT NULL,
        language VARCHAR(2),
        kind VARCHAR(10) NOT NULL,
        subscribed BOOLEAN NOT NULL,
        unreachable DATE,
        offered DATE,
        since DATE NOT NULL,
        changed DATE NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX chats_subscribed ON chats (subscribed)",
    "CREATE INDEX chats_unreachable ON chats (unreachable)",
    """
    CREATE TABLE announcements (
        id VARCHAR(47) NOT NULL,
        state VARCHAR(9) NOT NULL,
        started DATETIME NOT NULL,
        finished DATETIME,
        total INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        unreachable INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        unsure INTEGER NOT NULL,
        report_chat BIGINT,
        report_message BIGINT,
        report_language VARCHAR(2),
        report_asks BOOLEAN,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE deliveries (
        announcement VARCHAR(47) NOT NULL,
        chat BIGINT NOT NULL,
        outcome SMALLINT NOT NULL,
        PRIMARY KEY (announcement, chat)
    )
    """,
    """
    CREATE TABLE files (
        "key" VARCHAR(64) NOT NULL,
        file_id VARCHAR(256) NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE openings (
        day DATE NOT NULL,
        place VARCHAR(64) NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, place)
    )
    """,
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
)
"""`chats`: what is remembered of a chat, whose `id` is Telegram's, of up to 52 bits. `announcements`: one that goes out
or went out, and once it is over, to how many; `deliveries`: a chat to which one that is not over goes, and what came of
it. `files`: one that Telegram has already, and the id under which it sends it again. `openings`: how often a place was
opened on a day; by whom is not known. PostgreSQL has `claims` as well: an update that a process deals with or has dealt
with, and as `owner` the number that this process has as long as it is alive.
"""
