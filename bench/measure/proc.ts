import { readFile } from 'node:fs/promises';

/** Linux reports CPU time in hundredths of a second, with any kernel clock. */
const TICKS_PER_SECOND = 100;

/** The CPU seconds, user and system, that processes have used so far. */
export async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(pids.map(cpuSeconds));
  return each.reduce((sum, seconds) => sum + seconds, 0);
}

/** The resident memory of processes together: now (`VmRSS`), or at its peak (`VmHWM`). */
export async function residentMbOf(
  pids: readonly number[],
  field: 'VmRSS' | 'VmHWM',
): Promise<number> {
  const each = await Promise.all(pids.map((pid) => residentMb(pid, field)));
  return each.reduce((sum, mb) => sum + mb, 0);
}

async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may contain spaces; utime and stime are fields 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function residentMb(pid: number, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)!;
  return Number(kilobytes) / 1024;
}
