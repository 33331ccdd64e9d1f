import { POOL_SIZE } from '../contestants/peers.js';
import { pgbench } from '../database/pgbench.js';
import { summarize } from '../measure/statistics.js';
import { CREATE_ITEM, LIST_ITEMS } from '../peers/statements.js';
import { spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';

/** The speed of PostgreSQL with the same statements, for a client that does nothing else. */
export async function runLimit({ database, report, rounds }: Stage): Promise<void> {
  report.progress('pgbench');
  const { url, profile } = database;
  const user = `\\set user random(1, ${profile.users})\n`;
  const list = `${inScript(LIST_ITEMS.text, [':user'])};\n`;
  const create = `${inScript(CREATE_ITEM.text, [':user', "'item'", "'PENDING'"])};\n`;
  const rows: string[][] = [];
  for (const [name, script] of [
    ['list', user + list],
    ['create, list', user + create + list],
  ] as const) {
    const perSecond: number[] = [];
    for (let round = 0; round < rounds.rounds; round++) {
      await database.reset();
      const run = { url, script, clients: POOL_SIZE, seconds: rounds.seconds };
      perSecond.push((await pgbench(run)) ?? NaN);
    }
    rows.push([name, spread(summarize(perSecond))]);
  }
  await database.reset();
  report.section(
    `The limit: pgbench, prepared statements, ${POOL_SIZE} clients`,
    table(['statements of peer (a)', 'per second (spread)'], rows),
    rows,
  );
}

/** A statement with values in place of its parameters. */
function inScript(text: string, values: string[]): string {
  return text.replace(/\$(\d+)/g, (_, place: string) => values[Number(place) - 1]!);
}
