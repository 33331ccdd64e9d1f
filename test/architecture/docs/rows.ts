import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project-copy.js';

/** A heading, as `# …` to `#### …`. */
const HEADING = /^#{1,4} /;

/** The cells of all tables under a heading of a document, without heads; of the whole document if there is none. */
export function rowsOf(file: string, heading?: string): string[][] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const from = heading === undefined ? 0 : lines.indexOf(heading) + 1;
  if (heading !== undefined && from === 0) throw new Error(`${file} lacks “${heading}”`);
  const after = lines.slice(from);
  const end = heading === undefined ? -1 : after.findIndex((line) => HEADING.test(line));
  const part = end < 0 ? after : after.slice(0, end);
  return part
    .filter((line, i) => line.startsWith('|') && !isRule(line) && !isRule(part[i + 1] ?? ''))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function isRule(line: string): boolean {
  return /^\|[\s|:-]+$/.test(line);
}
