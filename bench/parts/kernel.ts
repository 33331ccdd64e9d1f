import { storageOf } from '../contestants/on-postgres.js';
import { measureKernel } from '../kernel/measure-kernel.js';
import { kernelTable } from '../report/kernel-table.js';
import type { Stage } from '../stage.js';

/** The kernel itself: the cost of a call from one context to another. */
export async function runKernel(stage: Stage): Promise<void> {
  const { contestants, database, visitors, options, report } = stage;
  report.progress('AUTH_CLIENT, in process and over HTTP');
  await database.renewSessions();
  const split = await stage.start(contestants.split);
  const { users } = database.profile;
  const storage = storageOf(database);
  const figures = await measureKernel(split, storage, visitors, users, options.seconds);
  report.section('The kernel: 32 callers at once', kernelTable(figures), figures);
}
