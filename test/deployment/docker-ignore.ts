import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.js';

/** Whether a path of the checkout is excluded from the build. */
export type Ignores = (path: string) => boolean;

export async function readDockerIgnore(): Promise<Ignores> {
  return dockerIgnore(await readFile(join(CHECKOUT, '.dockerignore'), 'utf8'));
}

/**
 * The rules of a .dockerignore: the last pattern that matches the path or a folder above it counts,
 * and one that begins with `!` includes the path again.
 */
export function dockerIgnore(text: string): Ignores {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const keeps = line.startsWith('!');
      return { keeps, expression: expressionOf(line.slice(keeps ? 1 : 0)) };
    });
  return (path) => !(patterns.findLast(({ expression }) => expression.test(path))?.keeps ?? true);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|[*?.+^$()[\]{}|\\]/g, (special) => {
    if (special === '**/') return '(?:.*/)?';
    if (special === '**') return '.*';
    if (special === '*') return '[^/]*';
    if (special === '?') return '[^/]';
    return `\\${special}`;
  });
  return new RegExp(`^${source}(?:/|$)`);
}
