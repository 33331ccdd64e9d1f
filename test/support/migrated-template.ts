import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder of this run of jest, which the first caller of this `content` fills: migrating an embedded
 * database works for up to half a second, and copying one for a tenth of that.
 *
 * @param content all that decides what `fill` writes
 */
export async function madeOnce(
  content: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const place = join(migrated(), createHash('sha256').update(content).digest('hex').slice(0, 16));
  if (existsSync(place)) return place;
  const draft = await mkdtemp(`${place}-`);
  try {
    await fill(draft);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw error; // otherwise another worker was faster
  }
  return place;
}

function migrated(): string {
  const folder = process.env['TEST_MIGRATED'];
  if (!folder) throw new Error('TEST_MIGRATED is not set: run tests with the jest config');
  return folder;
}
