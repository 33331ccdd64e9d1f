import { defineTool, type Terminal } from '#glue/tools';
import { Reconciler } from '../core/reconciliation/reconciler.js';
import type { Report } from '../core/reconciliation/report.js';

const CLEAN = 0;
const REPAIRED = 3;
const NEEDS_DECISION = 4;

const off = { type: 'boolean', default: false } as const;

/**
 * Compares the users of todo with those of auth, and items with their memberships. Repairs proven
 * findings, and lists those that need a decision. See docs/consistency.md.
 */
export const reconcileTool = defineTool({
  name: 'reconcile',
  usage: '[--dry-run] [--delete-unknown [--force]] [--auth-restored [--yes]]',
  options: {
    'dry-run': off,
    'delete-unknown': off,
    force: off,
    'auth-restored': off,
    yes: off,
  },
  uses: Reconciler,
  async run(reconciler, { values }, terminal) {
    const options = {
      dryRun: values['dry-run'],
      deleteUnknown: values['delete-unknown'],
      force: values.force,
      acceptRestored: values['auth-restored'],
    };
    const run = async (dryRun: boolean) => {
      const report = await reconciler.run({ ...options, dryRun }, terminal.signal);
      await terminal.print(report.toTable());
      return report;
    };
    if (options.acceptRestored && !options.dryRun) {
      await run(true);
      if (!values.yes && !(await isConfirmed(terminal))) return NEEDS_DECISION;
    }
    return exitCodeOf(await run(options.dryRun));
  },
});

async function isConfirmed(terminal: Terminal): Promise<boolean> {
  const answer = await terminal.ask('Accept the current state of auth? Type yes: ');
  if (answer !== undefined) return answer.trim() === 'yes';
  await terminal.print('Nothing was changed. Add --yes to accept the current state of auth.');
  return false;
}

function exitCodeOf(report: Report): number {
  if (report.needsDecision) return NEEDS_DECISION;
  return report.isClean ? CLEAN : REPAIRED;
}
