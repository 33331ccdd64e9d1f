// The hook of record-modules.mjs; Node runs it in a separate thread.
import { appendFileSync } from 'node:fs';

export async function load(url, context, nextLoad) {
  appendFileSync(process.env.RECORD_MODULES_TO, `${url}\n`);
  return nextLoad(url, context);
}
