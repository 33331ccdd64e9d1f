import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, with a slash at its end. */
export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

const mainOf = (app: string) => join(CHECKOUT, 'apps', app, 'src/main.ts');

/** The apps of this project, each with its default port. The Dockerfile has a target for each. */
export const APPS = readdirSync(join(CHECKOUT, 'apps'))
  .filter((app) => existsSync(mainOf(app)))
  .map((app) => ({ app, port: portIn(readFileSync(mainOf(app), 'utf8')) }));

function portIn(main: string): number {
  return Number(/\bport: (\d+)/.exec(main)![1]);
}
