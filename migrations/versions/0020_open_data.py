"""Cards of sellers that everybody may read, open data, bulletins.

Safe while the previous release runs: it only adds tables and functions. A chore fills the cards.

``tag_read`` answers a scan in one statement: it says the region, reads the batch and its seller's card, and puts back what
was said before. ``find_cards`` looks for words: under row-level security PostgreSQL may use an index only with operators
that are known to keep secrets, and those that search in text are not among them. So it runs as the role that may read
every region, asks for nothing but the region of the transaction, and gives numbers only, which mean nothing elsewhere.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import DOOR, PROGRAM, wall

revision = "0020_open_data"
down_revision = "0019_panels_rights"
branch_labels = None
depends_on = None

TAG_READ = """
CREATE FUNCTION tag_read(wanted_region integer, wanted_batch integer)
RETURNS TABLE (place text, batch text, card text) LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('app.region_id', true);
BEGIN
  PERFORM set_config('app.region_id', wanted_region::text, true);
  RETURN QUERY
    SELECT row_to_json(r)::text, row_to_json(b)::text, c.facts::text
    FROM region r
    LEFT JOIN label_batch b ON b.number = wanted_batch
    LEFT JOIN merchant_card c ON c.merchant_id = b.merchant_id
    WHERE r.id = wanted_region;
  PERFORM set_config('app.region_id', coalesce(before, ''), true);
END $$
"""
FIND_CARDS = """
CREATE FUNCTION find_cards(
  asked_grams text[], asked_words text[], code_from text, code_before text, before_id integer, most integer,
  today date, wanted_kind text, wanted_park integer, wanted_title text, wanted_list text
) RETURNS SETOF integer LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  narrowed text := '';
  chosen text := 'SELECT merchant_id FROM merchant_card WHERE region_id = $1 AND merchant_id < $2';
  asked text;
BEGIN
  IF wanted_kind IS NOT NULL THEN narrowed := narrowed || ' AND kind = $9'; END IF;
  IF wanted_park IS NOT NULL THEN narrowed := narrowed || ' AND park_id = $10'; END IF;
  IF wanted_title = 'expired' THEN
    narrowed := narrowed || ' AND (standing = $11 OR (standing IN (''valid'', ''suspended'') AND title_until < $8))';
  ELSIF wanted_title IN ('valid', 'suspended') THEN
    narrowed := narrowed || ' AND standing = $11 AND title_until >= $8';
  ELSIF wanted_title = 'on_notice' THEN
    narrowed := narrowed || ' AND standing IN (''on_notice'', ''disputed'')';
  ELSIF wanted_title IS NOT NULL THEN
    narrowed := narrowed || ' AND standing = $11';
  END IF;
  IF wanted_list = 'red' THEN narrowed := narrowed || ' AND red_until IS NOT NULL AND red_until >= $8'; END IF;
  IF wanted_list = 'black' THEN narrowed := narrowed || ' AND black_until IS NOT NULL AND black_until >= $8'; END IF;
  chosen := chosen || narrowed;
  asked := chosen;
  IF cardinality(asked_grams) > 0 THEN
    asked := asked || ' AND grams @> $4 AND NOT EXISTS (SELECT FROM unnest($5) one WHERE strpos(words, one) = 0)';
  END IF;
  asked := asked || ' ORDER BY merchant_id DESC LIMIT $3';
  IF code_from IS NOT NULL AND cardinality(asked_grams) = 0 THEN
    asked := chosen || ' AND uscc >= $6 AND uscc < $7 ORDER BY merchant_id DESC LIMIT $3';
  ELSIF code_from IS NOT NULL THEN
    asked := '(' || asked || ') UNION (' || chosen || ' AND uscc >= $6 AND uscc < $7 ORDER BY merchant_id DESC LIMIT $3)'
      || ' ORDER BY merchant_id DESC LIMIT $3';
  END IF;
  RETURN QUERY EXECUTE asked USING app_region_id(), before_id, most, asked_grams, asked_words, code_from, code_before,
    today, wanted_kind, wanted_park, wanted_title;
END $$
"""
FINDER = "find_cards(text[], text[], text, text, integer, integer, date, text, integer, text, text)"


def upgrade() -> None:
    op.create_table(
        "merchant_card",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(collation="C"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("title_until", sa.Date(), nullable=True),
        sa.Column("red_until", sa.Date(), nullable=True),
        sa.Column("black_until", sa.Date(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("grams", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_merchant_card_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_merchant_card_region_id"),
        sa.PrimaryKeyConstraint("merchant_id", name="pk_merchant_card"),
        sa.UniqueConstraint("code", name="uq_merchant_card_code"),
    )
    op.create_index(
        "ix_merchant_card_black",
        "merchant_card",
        ["region_id", "merchant_id"],
        postgresql_where=sa.text("black_until IS NOT NULL"),
    )
    op.create_index(
        "ix_merchant_card_counted",
        "merchant_card",
        ["region_id", "counted_on"],
        postgresql_where=sa.text("received > 0"),
    )
    op.create_index("ix_merchant_card_grams", "merchant_card", ["grams"], postgresql_using="gin")
    op.create_index("ix_merchant_card_kind", "merchant_card", ["region_id", "kind", "merchant_id"])
    op.create_index("ix_merchant_card_newest", "merchant_card", ["region_id", "merchant_id"])
    op.create_index("ix_merchant_card_park", "merchant_card", ["region_id", "park_id", "merchant_id"])
    op.create_index(
        "ix_merchant_card_red",
        "merchant_card",
        ["region_id", "merchant_id"],
        postgresql_where=sa.text("red_until IS NOT NULL"),
    )
    op.create_index("ix_merchant_card_region_id", "merchant_card", ["region_id"])
    op.create_index("ix_merchant_card_title", "merchant_card", ["region_id", "standing", "merchant_id"])
    op.create_index("ix_merchant_card_uscc", "merchant_card", ["region_id", "uscc"])
    op.create_table(
        "open_record",
        sa.Column("dataset", sa.String(40), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_open_record_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_open_record_region_id"),
        sa.PrimaryKeyConstraint("dataset", "key", name="pk_open_record"),
    )
    op.create_index("ix_open_record_merchant_id", "open_record", ["merchant_id"])
    op.create_index("ix_open_record_region_id", "open_record", ["region_id"])
    op.create_index("uq_open_record_seq", "open_record", ["region_id", "dataset", "seq"], unique=True)
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publisher_name", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_for", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_bulletin_author_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_bulletin_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sa.UniqueConstraint("code", name="uq_bulletin_code"),
        sa.UniqueConstraint("region_id", "form_key", name="uq_bulletin_region_id_form_key"),
    )
    op.create_index("ix_bulletin_kind", "bulletin", ["kind"])
    op.create_index("ix_bulletin_region_id", "bulletin", ["region_id"])
    op.create_index("ix_bulletin_state", "bulletin", ["state"])
    wall("merchant_card")
    wall("open_record")
    wall("bulletin")
    op.create_index(
        "ix_label_entry_scattered",
        "label_entry",
        ["region_id", "id"],
        postgresql_where=sa.text("kind = 'scattered'"),
    )
    op.execute(TAG_READ)
    op.execute(FIND_CARDS)
    _hand_to_the_door(FINDER)


def _hand_to_the_door(function: str) -> None:
    """Runs as the role that reads every region; only the program may call it."""
    op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {PROGRAM}")
    op.execute(f"GRANT {DOOR} TO CURRENT_USER")
    op.execute(f"GRANT CREATE ON SCHEMA public TO {DOOR}")
    op.execute(f"ALTER FUNCTION {function} OWNER TO {DOOR}")
    op.execute(f"REVOKE CREATE ON SCHEMA public FROM {DOOR}")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {FINDER}")
    op.execute("DROP FUNCTION tag_read(integer, integer)")
    op.drop_index("ix_label_entry_scattered", "label_entry")
    op.drop_table("bulletin")
    op.drop_table("open_record")
    op.drop_table("merchant_card")
