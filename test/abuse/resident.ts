import { readFile } from 'node:fs/promises';
import type { RunningSystem } from '../support/topology.js';

/** The peak memory of a monolith's process so far, in MB. */
export async function peakMb(system: RunningSystem): Promise<number> {
  const pid = /"pid":(\d+)/.exec(system.log())![1]!;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)![1]) / 1024);
}
