import { readFileSync } from 'node:fs';

/**
 * The milliseconds during which the main thread of a process could have run, but others had the CPU
 * (proc(5), schedstat). The rest of a measured time is the process's own.
 */
export function starvedMs(pid: number): number {
  const [, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waited) / 1e6;
}
