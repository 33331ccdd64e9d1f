import { parseArgs } from 'node:util';
import type { ReconcileOptions } from '#glue/context';
import { StartError } from '#glue/errors';

/** The options of the command line. */
export interface Options extends ReconcileOptions {
  /** Asks for no confirmation. */
  yes: boolean;
}

const USAGE =
  'usage: npm run reconcile -- [--dry-run] [--delete-unknown [--force]] [--auth-restored [--yes]]';

const off = { type: 'boolean', default: false } as const;
const FLAGS = {
  'dry-run': off,
  'delete-unknown': off,
  force: off,
  'auth-restored': off,
  yes: off,
} as const;

/** @throws StartError with the usage. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({ args, options: FLAGS });
    return {
      dryRun: values['dry-run'],
      deleteUnknown: values['delete-unknown'],
      force: values.force,
      acceptRestored: values['auth-restored'],
      yes: values.yes,
    };
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
}
