import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The functions of the words of items keep their plans for as long as a connection. A function in SQL is planned anew in each
 * transaction, and so was the query of labels, which most items do not have: 0.04 ms for each new item.
 */
export class ItemWordsPlannedOnce1796800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(itemWords('plpgsql', `BEGIN RETURN ${WORDS}; END`));
    await queryRunner.query(
      setItemWords(`
        IF new_row -> 'labels' <> '[]' THEN
          labels := ${LABELS};
        END IF;
        NEW.words := todo.item_words(new_row ->> 'title', new_row ->> 'notes', labels);`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(itemWords('sql', `SELECT ${WORDS}`));
    await queryRunner.query(
      setItemWords(
        `NEW.words := todo.item_words(new_row ->> 'title', new_row ->> 'notes', ${LABELS});`,
      ),
    );
  }
}

const WORDS = `to_tsvector('simple', todo.without_signs(title || ' ' || array_to_string(labels, ' ') || ' ' || notes))`;
const LABELS = `ARRAY(SELECT jsonb_array_elements_text(new_row -> 'labels'))`;

const itemWords = (language: string, body: string) => `
  CREATE OR REPLACE FUNCTION todo.item_words(title text, notes text, labels text[]) RETURNS tsvector
  LANGUAGE ${language} IMMUTABLE PARALLEL SAFE AS $$ ${body} $$`;

const setItemWords = (set: string) => `
  CREATE OR REPLACE FUNCTION todo.set_item_words() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    old_row jsonb := to_jsonb(OLD);
    new_row jsonb := to_jsonb(NEW);
    labels text[] := '{}';
  BEGIN
    IF TG_OP = 'INSERT' OR old_row -> 'title' <> new_row -> 'title' OR old_row -> 'notes' <> new_row -> 'notes'
      OR old_row -> 'labels' <> new_row -> 'labels' THEN
      ${set}
    END IF;
    RETURN NEW;
  END $$`;
