import { describeServer } from '../database/describe-server.js';
import { describeMachine } from '../report/machine.js';
import { describePeers } from '../report/peers-table.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';
import { ask } from '../checks/ask.js';
import { getAll } from '../workloads/requests.js';

/** The machine and the database of the figures. */
export async function describe(stage: Stage, origin: string): Promise<void> {
  const { database, contestants, report } = stage;
  const about = Object.values(contestants).map(({ name, about }) => [name, about]);
  const lines = [...describeMachine(), origin, ...(await describeServer(database))];
  report.section('Machine and database', lines.join('\n'), lines);
  report.section('Contestants', table(['name', 'is'], about), about);
}

/** The descriptions of the peers, with their SQL: that of (c) as PostgreSQL has logged it. */
export async function describeFairness(stage: Stage): Promise<void> {
  const nest = await stage.start(stage.contestants.c);
  await ask(nest.url('todo'), getAll(stage.visitors[0]!));
  const seen = await stage.database.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'bench-nest-typeorm'
     ORDER BY query_start DESC LIMIT 1`,
  );
  stage.report.section('The peers', describePeers(seen.map(({ query }) => query)));
}
