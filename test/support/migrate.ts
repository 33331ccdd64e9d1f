import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../dist/tools/migrate.js', import.meta.url));

/** `npm run migration:{run,revert,show}`, in a folder. */
export function migrate(cwd: string, variables: NodeJS.ProcessEnv, ...args: string[]) {
  const env = { PATH: process.env['PATH'], ...variables };
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { cwd, env }, (error, output, errors) =>
      resolve({ code: error ? Number(error.code) : 0, output, errors }),
    );
  });
}
