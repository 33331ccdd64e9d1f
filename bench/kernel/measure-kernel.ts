import type { RunningContestant } from '../contestants/contestant.js';
import { inChild } from '../load/run-load.js';
import { JWT_SECRET, TODO_KEY, type Visitor } from '../tokens.js';
import type { KernelFigures, KernelQuestion } from './kernel-figures.js';

/**
 * Calls of AUTH_CLIENT, in process and over HTTP, each from a separate process.
 *
 * @param split its auth serves the HTTP calls
 * @param storage the variables of the databases
 */
export async function measureKernel(
  split: RunningContestant,
  storage: NodeJS.ProcessEnv,
  visitors: Visitor[],
  users: number,
  seconds: number,
): Promise<KernelFigures[]> {
  const question: KernelQuestion = { tokens: visitors.map(({ token }) => token), users };
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TRUSTED_PROXIES: 'none',
    JWT_SECRET,
    TODO_KEY,
    AUTH_API_URL: split.url('auth'),
    ...storage,
  };
  const figures: KernelFigures[] = [];
  for (const binding of ['in-process', 'http']) {
    const args = [binding, `${seconds}`];
    const file = 'bench/kernel/kernel-process.js';
    figures.push(...(await inChild<KernelFigures[]>(file, args, question, env)));
  }
  return figures;
}
