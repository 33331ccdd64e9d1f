import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formsOf } from './names.mjs';

const TEMPLATE = fileURLToPath(new URL('template/', import.meta.url));
const PORT = '8082';
const TIMESTAMP = '1700000000000';
const CONDITION = '(?:with|without) (?:auth|owner)';
const MARKED = new RegExp(` *// (${CONDITION}(?:, ${CONDITION})*)$`);

/**
 * @typedef {{ context: string, entity: string, plural: string, asks: string[], ownedBy?: string | undefined,
 *   port: string, timestamp: string }} Recipe
 */

/**
 * The files of a new context, by their paths. The template is a context `order-history` with credit
 * notes, which asks `asked-context`: a name of two words shows its form wherever it stands. A line that ends in
 * `// with auth` is for contexts that ask auth, and one in `// with owner` for rows that belong to a user; one that
 * names the asked context is for each one. A file without a line is left out.
 *
 * @param {Recipe} recipe
 */
export function render({ context, entity, plural, asks, ownedBy, port, timestamp }) {
  const name = replacer([
    ['order-history', context],
    ['credit-notes', plural],
    ['credit-note', entity],
  ]);
  const numbers = (text) => text.replaceAll(PORT, port).replaceAll(TIMESTAMP, timestamp);
  const files = readdirSync(TEMPLATE, { recursive: true, encoding: 'utf8' });
  const has = { auth: asks.includes('auth'), owner: ownedBy !== undefined };
  return new Map(
    files
      .filter((file) => file.endsWith('.txt'))
      .map((file) => [
        numbers(name(file.replace(/\.txt$/, ''))),
        numbers(name(linesFor(asks, has, readFileSync(join(TEMPLATE, file), 'utf8')))),
      ])
      .filter(([, text]) => text.trim()),
  );
}

/** Replaces names in all their forms. */
export function replacer(pairs) {
  const table = new Map(
    pairs.flatMap(([from, to]) => {
      const old = Object.entries(formsOf(from));
      return old.map(([form, text]) => [text, formsOf(to)[form]]);
    }),
  );
  const pattern = new RegExp([...table.keys()].join('|'), 'g');
  return (text) => text.replace(pattern, (found) => table.get(found));
}

function linesFor(asks, has, text) {
  const holds = (condition) => {
    const [how, what] = condition.split(' ');
    return (how === 'with') === has[what];
  };
  return text
    .split('\n')
    .filter((line) => !MARKED.test(line) || MARKED.exec(line)[1].split(', ').every(holds))
    .map((line) => line.replace(MARKED, ''))
    .flatMap((line) =>
      /asked-?context/i.test(line)
        ? asks.map((asked) => replacer([['asked-context', asked]])(line))
        : [line],
    )
    .join('\n');
}
