import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const SCRIPT = fileURLToPath(new URL('../../dist/tools/tool.js', import.meta.url));

/** The output and the exit code of `npm run reconcile`. */
export const EXIT = { clean: 0, failed: 1, repaired: 3, needsDecision: 4 };

type System = { folder: string; env: NodeJS.ProcessEnv };

/** Runs the reconciler as an operator would, with the variables of a system. */
export function reconcile(system: System, ...args: string[]) {
  return runTool(system, 'reconcile', ...args);
}

/** Runs `npm run <tool>` with the variables of a system. */
export function runTool(
  { folder, env }: System,
  ...args: [tool: string, ...args: string[]]
): Promise<{ code: number; output: string }> {
  const options = {
    cwd: folder,
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...env },
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
