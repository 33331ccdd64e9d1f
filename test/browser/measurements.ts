import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stage } from './stage.js';

/** The folder of screenshots and figures. */
export const SCREENSHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Writes a figure to a file for readers; the tests assert the limits. */
export function note(stage: Stage, what: string, values: number[]): void {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const where = stage.system().url.startsWith('https') ? 'split' : 'monolith';
  const rounded = values.map((value) => Math.round(value * 1000) / 1000).join(' ');
  appendFileSync(`${SCREENSHOTS}measurements.txt`, `${where}: ${what}: ${rounded}\n`);
}
