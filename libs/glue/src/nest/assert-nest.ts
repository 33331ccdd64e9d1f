import { createRequire } from 'node:module';
import { StartError } from '../errors/index.js';

/** The major version of Nest with which this code is tested. */
const MAJOR = 12;

/** The version of the Nest that this code gets. */
export function installedNest(): string {
  const require = createRequire(import.meta.url);
  return (require('@nestjs/common/package.json') as { version: string }).version;
}

/** @throws StartError if the version of Nest is another major one */
export function assertNest(version: string): void {
  if (parseInt(version, 10) === MAJOR) return;
  throw new StartError(
    `Nest ${MAJOR} is needed, and @nestjs/common is ${version}. Install @nestjs/common@${MAJOR}, and ` +
      'the same major version of the other packages of Nest.',
  );
}
