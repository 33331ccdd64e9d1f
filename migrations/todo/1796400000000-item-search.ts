import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of an item, for searches. The database sets them, so that processes of earlier versions and SQL by hand do,
 * too. Items that do not change have none, so that the table is not rewritten: their words are parsed by each search.
 */
export class ItemSearch1796400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.to_do_items ADD COLUMN words tsvector');
    for (const text of WORDS) await queryRunner.query(text);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER to_do_items_words ON todo.to_do_items');
    await queryRunner.query('DROP TRIGGER to_do_items_words_of_new ON todo.to_do_items');
    await queryRunner.query('DROP FUNCTION todo.set_item_words()');
    await queryRunner.query('DROP FUNCTION todo.item_words(text, text, text[])');
    await queryRunner.query('DROP FUNCTION todo.without_signs(text)');
    await queryRunner.query('ALTER TABLE todo.to_do_items DROP COLUMN words');
  }
}

/** A literal of SQL. */
const SIGNS = String.raw`'!"#$%&''()*+,-./:;<=>?@[\]^_{|}~'` + ' || chr(96)';

const WORDS = [
  // Else the parser would keep paths, addresses and numbers with their signs as one word, and drop what looks like a tag. Of
  // ASCII only: what is a letter otherwise depends on the locale of the database.
  `CREATE FUNCTION todo.without_signs(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT translate($1, ${SIGNS}, repeat(' ', 32))
   $$`,
  // It is immutable, although array_to_string() is not for any type: of texts it is.
  `CREATE FUNCTION todo.item_words(title text, notes text, labels text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT to_tsvector('simple', todo.without_signs(title || ' ' || array_to_string(labels, ' ') || ' ' || notes))
   $$`,
  // As JSON: a column that is named here, or in the definition of a trigger, could not change its type.
  `CREATE FUNCTION todo.set_item_words() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     old_row jsonb := to_jsonb(OLD);
     new_row jsonb := to_jsonb(NEW);
   BEGIN
     IF TG_OP = 'INSERT' OR old_row -> 'title' <> new_row -> 'title' OR old_row -> 'notes' <> new_row -> 'notes'
       OR old_row -> 'labels' <> new_row -> 'labels' THEN
       NEW.words := todo.item_words(
         new_row ->> 'title', new_row ->> 'notes', ARRAY(SELECT jsonb_array_elements_text(new_row -> 'labels'))
       );
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER to_do_items_words_of_new BEFORE INSERT ON todo.to_do_items
   FOR EACH ROW EXECUTE FUNCTION todo.set_item_words()`,
  `CREATE TRIGGER to_do_items_words BEFORE UPDATE ON todo.to_do_items
   FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION todo.set_item_words()`,
];
