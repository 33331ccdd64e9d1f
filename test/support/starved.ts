import { readFileSync } from 'node:fs';

/**
 * For how many milliseconds the main thread of a process could have run, but others had the
 * processor (proc(5), schedstat). What is left of a measured time is the process's own.
 */
export function starvedMs(pid: number): number {
  const [, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waited) / 1e6;
}
