// Compares the users of todo with those of auth, and items with their memberships. Repairs
// proven findings, and lists those that need a decision. See docs/consistency.md.
//   npm run reconcile -- [--dry-run] [--delete-unknown [--force]] [--auth-restored [--yes]]
// Exit codes: 0 clean, 1 failed, 3 something was (or would be) repaired, 4 a decision is needed.
import { createInterface } from 'node:readline/promises';
import { NestFactory } from '@nestjs/core';
import { contexts } from '#contexts';
import { type Context, loadContexts, type Reconciler, type ReconcileReport } from '#glue/context';
import { ServiceError, StartError } from '#glue/errors';
import { composeReconciler } from './compose.js';
import { type Options, readOptions } from './options.js';

const CLEAN = 0;
const FAILED = 1;
const REPAIRED = 3;
const NEEDS_DECISION = 4;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const reconcilable = (await loadContexts(contexts)).filter(({ reconciling }) => reconciling);
  let worst = CLEAN;
  for (const context of reconcilable) worst = Math.max(worst, await reconcileOne(context, options));
  return worst;
}

async function reconcileOne(context: Context, options: Options): Promise<number> {
  const module = await composeReconciler(contexts, context);
  const app = await NestFactory.createApplicationContext(module, {
    logger: false,
    abortOnError: false,
  });
  try {
    return await reconcile(app.get(context.reconciling!.reconciler), options);
  } finally {
    await app.close();
  }
}

async function reconcile(reconciler: Reconciler, options: Options): Promise<number> {
  if (options.acceptRestored && !options.dryRun) {
    conclude(await reconciler.run({ ...options, dryRun: true }));
    if (!(await isConfirmed(options))) return NEEDS_DECISION;
  }
  return conclude(await reconciler.run(options));
}

function conclude(report: ReconcileReport): number {
  console.log(report.toTable());
  if (report.needsDecision) return NEEDS_DECISION;
  return report.isClean ? CLEAN : REPAIRED;
}

/** Shows the effects of accepting a restored auth, and asks for confirmation. */
async function isConfirmed({ yes }: Options): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    console.log('Nothing was changed. Add --yes to accept the current state of auth.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Accept the current state of auth? Type yes: ');
  terminal.close();
  return answer.trim() === 'yes';
}

function explain(error: unknown): unknown {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof ServiceError)) return error;
  const reason = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.code}: ${error.message}${reason}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = FAILED;
}
