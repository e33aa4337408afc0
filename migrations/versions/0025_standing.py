"""What a seller shows of itself by its own will; how many lines a file of open data has; notices that have run are found too.

Safe while the previous release runs: a new table, a nullable column that the previous release leaves empty, and a function that
finds one more standing, which the previous release never writes. Going back gives the function as it was.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0025_standing"
down_revision = "0024_retention"
branch_labels = None
depends_on = None

FIND_CARDS = """
CREATE OR REPLACE FUNCTION find_cards(
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
    narrowed := narrowed || ' AND standing IN ({proposed})';
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
BEFORE, NOW = "''on_notice'', ''disputed''", "''on_notice'', ''notice_over'', ''disputed''"


def upgrade() -> None:
    op.add_column("open_record", sa.Column("lines", sa.Integer(), nullable=True))
    op.create_table(
        "showing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_showing_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_showing_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_showing"),
        sa.UniqueConstraint("merchant_id", "what", name="uq_showing_merchant_id_what"),
    )
    op.create_index("ix_showing_region_id", "showing", ["region_id"])
    wall("showing")
    op.execute(FIND_CARDS.format(proposed=NOW))


def downgrade() -> None:
    op.execute(FIND_CARDS.format(proposed=BEFORE))
    op.drop_table("showing")
    op.drop_column("open_record", "lines")
