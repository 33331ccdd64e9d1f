import type { WholeCopy } from '../contexts/whole-copy.js';

/** Who is deployed first; the other party follows. */
export type First = 'provider' | 'callers';

export const ORDERS: readonly First[] = ['provider', 'callers'];

/** What `npm run contracts:check` says of two versions. */
export interface Verdict {
  /** The orders that it accepts. */
  orders: First[];
  report: string;
}

/**
 * Asks the real command, built in a tree.
 *
 * @throws Error with its output, if it cannot compare
 */
export async function verdictOf(tree: Pick<WholeCopy, 'run'>, against: string): Promise<Verdict> {
  const orders: First[] = [];
  let report = '';
  for (const first of ORDERS) {
    const args = ['dist/tools/contracts.js', '--against', against, '--first', first];
    const { code, output } = await tree.run(process.execPath, args);
    if (code > 1) throw new Error(`contracts:check ended with ${code}:\n${output}`);
    if (code === 0) orders.push(first);
    report = output;
  }
  return { orders, report };
}
