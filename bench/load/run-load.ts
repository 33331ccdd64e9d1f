import { fork } from 'node:child_process';
import { once } from 'node:events';
import { built } from '../paths.js';
import type { LoadPlan, LoadResult } from './load-plan.js';

/**
 * Runs one round of load from a separate process.
 *
 * @throws Error for any response other than those of the plan: such a figure would be meaningless.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const result = await inChild<LoadResult>('bench/load/load-process.js', [], plan);
  if (result.failures === 0 && result.requests > 0) return result;
  throw new Error(
    `${plan.url}${plan.requests[0]!.path}: ${result.failures} failures, ${result.requests} answers`,
  );
}

/** Runs a compiled file as a child process, and resolves to its only message. */
export async function inChild<Result>(
  file: string,
  args: string[],
  message?: object,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Result> {
  const child = fork(built(file), args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  if (message) child.send(message);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} and no result`);
  });
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [Result];
  ended.catch(() => undefined);
  return result;
}
