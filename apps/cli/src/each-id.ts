import { ApiError } from '#client';
import { idOf } from './args/values.js';
import { EXIT } from './command-error.js';
import { messageOf } from './failure.js';
import type { Output } from './output/output.js';

/**
 * Does something with each id. One that the server refuses does not stop the others: it is said on stderr.
 *
 * @param asJson what `--json` prints of what was done, also if an error ends it
 * @returns the exit code
 * @throws CommandError before anything is done if one is no id
 */
export async function eachId<Result>(
  texts: readonly string[],
  output: Output,
  work: (id: number) => Promise<Result>,
  asJson: (results: Result[]) => object,
): Promise<number> {
  const ids = texts.map((text) => idOf(text));
  const results: Result[] = [];
  let exit: number = EXIT.ok;
  try {
    for (const id of ids) {
      try {
        results.push(await work(id));
      } catch (error) {
        if (!(error instanceof ApiError) || ![404, 409, 410].includes(error.status)) throw error;
        output.note(`${id}: ${messageOf(error)}`);
        exit = EXIT.refused;
      }
    }
  } finally {
    if (output.isJson) output.json(asJson(results));
  }
  return exit;
}
