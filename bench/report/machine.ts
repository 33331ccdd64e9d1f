import { availableParallelism, cpus, release, totalmem } from 'node:os';

const GIGABYTE = 2 ** 30;

/** The machine and its software, a line each. */
export function describeMachine(): string[] {
  const memory = Math.round(totalmem() / GIGABYTE);
  return [
    `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${memory} GB`,
    `Linux ${release()}, Node ${process.version}, on ${new Date().toISOString().slice(0, 10)}`,
    'Contestants, PostgreSQL and the process that sends the load share these cores.',
  ];
}
