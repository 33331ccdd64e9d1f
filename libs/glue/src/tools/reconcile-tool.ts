import type { Type } from '@nestjs/common';
import type { ReconcileOptions, Report } from '../references/index.js';
import { EXIT } from './exit-codes.js';
import type { Terminal } from './terminal.js';
import { defineTool, type Tool } from './tool.js';

const off = { type: 'boolean', default: false } as const;

/** What the tool runs. */
interface Reconciling {
  reconcile(options: ReconcileOptions, signal: AbortSignal): Promise<Report>;
}

/**
 * Compares the references of a context with the entities of another one, its provider. Repairs
 * proven findings, and lists those that need a decision. See docs/consistency.md.
 */
export function reconcileToolOf(provider: string, uses: Type<Reconciling>): Tool {
  const restored = `${provider}-restored`;
  return defineTool({
    name: 'reconcile',
    usage: `[--dry-run] [--delete-unknown [--force]] [--${restored} [--yes]]`,
    help: `--dry-run         changes nothing
--delete-unknown  deletes what refers to an unknown entity; --force: also a lot of it
--${restored}   accepts the present state of ${provider}, which was restored; --yes: without a question`,
    options: { 'dry-run': off, 'delete-unknown': off, force: off, [restored]: off, yes: off },
    uses,
    async run(references, { values }, terminal) {
      const options = {
        dryRun: values['dry-run'] === true,
        deleteUnknown: values['delete-unknown'] === true,
        force: values.force === true,
        acceptRestored: values[restored] === true,
      };
      const run = async (dryRun: boolean) => {
        const report = await references.reconcile({ ...options, dryRun }, terminal.signal);
        await terminal.print(report.toTable());
        return report;
      };
      if (options.acceptRestored && !options.dryRun) {
        await run(true);
        if (!values.yes && !(await isConfirmed(provider, terminal))) return EXIT.needsDecision;
      }
      return exitCodeOf(await run(options.dryRun));
    },
  });
}

async function isConfirmed(provider: string, terminal: Terminal): Promise<boolean> {
  const answer = await terminal.ask(`Accept the current state of ${provider}? Type yes: `);
  if (answer !== undefined) return answer.trim() === 'yes';
  await terminal.print(
    `Nothing was changed. Add --yes to accept the current state of ${provider}.`,
  );
  return false;
}

function exitCodeOf(report: Report): number {
  if (report.needsDecision) return EXIT.needsDecision;
  return report.isClean ? EXIT.done : EXIT.repaired;
}
