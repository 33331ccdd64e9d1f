import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stage } from './stage.js';

/** Where people find what the tests have seen: pictures and figures. */
export const SCREENSHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Writes a figure down, for people to read; the tests themselves assert their limits. */
export function note(stage: Stage, what: string, values: number[]): void {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const where = stage.system().url.startsWith('https') ? 'split' : 'monolith';
  const rounded = values.map((value) => Math.round(value * 1000) / 1000).join(' ');
  appendFileSync(`${SCREENSHOTS}measurements.txt`, `${where}: ${what}: ${rounded}\n`);
}
