"""A word that few sellers have in their names is found by its index, not by walking past all the others.

Safe while the previous release runs: the function keeps its name, what it asks and what it answers. Going back gives it as it was.
"""

from importlib import import_module

from alembic import op

revision = "0031_rare_words"
down_revision = "0030_first_pass"
branch_labels = None
depends_on = None

BEFORE = import_module("migrations.versions.0025_standing")
NEAR = 2_000  # of the newest sellers are looked through first: a frequent word fills its page from fewer

FIND_CARDS = f"""
CREATE OR REPLACE FUNCTION find_cards(
  asked_grams text[], asked_words text[], code_from text, code_before text, before_id integer, most integer,
  today date, wanted_kind text, wanted_park integer, wanted_title text, wanted_list text
) RETURNS SETOF integer LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  narrowed text := '';
  named text := ' AND grams @> $4 AND NOT EXISTS (SELECT FROM unnest($5) one WHERE strpos(words, one) = 0)';
  coded text := ' AND uscc >= $6 AND uscc < $7';
  these text := ' FROM merchant_card WHERE region_id = $1 AND merchant_id < $2';
  last text := ' ORDER BY merchant_id DESC LIMIT $3';
  listed text := 'SELECT array_agg(merchant_id) FROM (%s) one_page';
  asked text;
  found integer[] := '{{}}';
  by_word integer[];
BEGIN
  IF wanted_kind IS NOT NULL THEN narrowed := narrowed || ' AND kind = $9'; END IF;
  IF wanted_park IS NOT NULL THEN narrowed := narrowed || ' AND park_id = $10'; END IF;
  IF wanted_title = 'expired' THEN
    narrowed := narrowed || ' AND (standing = $11 OR (standing IN (''valid'', ''suspended'') AND title_until < $8))';
  ELSIF wanted_title IN ('valid', 'suspended') THEN
    narrowed := narrowed || ' AND standing = $11 AND title_until >= $8';
  ELSIF wanted_title = 'on_notice' THEN
    narrowed := narrowed || ' AND standing IN (''on_notice'', ''notice_over'', ''disputed'')';
  ELSIF wanted_title IS NOT NULL THEN
    narrowed := narrowed || ' AND standing = $11';
  END IF;
  IF wanted_list = 'red' THEN narrowed := narrowed || ' AND red_until IS NOT NULL AND red_until >= $8'; END IF;
  IF wanted_list = 'black' THEN narrowed := narrowed || ' AND black_until IS NOT NULL AND black_until >= $8'; END IF;
  IF code_from IS NOT NULL OR cardinality(asked_grams) = 0 THEN
    asked := 'SELECT merchant_id' || these || narrowed || CASE WHEN code_from IS NULL THEN '' ELSE coded END || last;
    EXECUTE format(listed, asked) INTO found USING app_region_id(), before_id, most, asked_grams, asked_words, code_from,
      code_before, today, wanted_kind, wanted_park, wanted_title;
  END IF;
  IF cardinality(asked_grams) > 0 THEN
    asked := 'SELECT merchant_id FROM (SELECT *' || these || ' ORDER BY merchant_id DESC LIMIT {NEAR}) near WHERE true'
      || narrowed || named || last;
    EXECUTE format(listed, asked) INTO by_word USING app_region_id(), before_id, most, asked_grams, asked_words, code_from,
      code_before, today, wanted_kind, wanted_park, wanted_title;
    IF by_word IS NULL OR cardinality(by_word) < most THEN  -- the word is rare, and its index short
      asked := 'SELECT merchant_id FROM (SELECT merchant_id' || these || narrowed || named || ' OFFSET 0) every' || last;
      EXECUTE format(listed, asked) INTO by_word USING app_region_id(), before_id, most, asked_grams, asked_words, code_from,
        code_before, today, wanted_kind, wanted_park, wanted_title;
    END IF;
    found := found || by_word;
  END IF;
  RETURN QUERY SELECT DISTINCT id FROM unnest(found) id ORDER BY id DESC LIMIT most;
END $$
"""


def upgrade() -> None:
    op.execute(FIND_CARDS)


def downgrade() -> None:
    op.execute(BEFORE.FIND_CARDS.format(proposed=BEFORE.NOW))
