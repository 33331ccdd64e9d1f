// Builds what has changed since the last build: the servers, the web page, and the empty database
// of new installations. `--force` builds all. Prints what it does to stderr.
import { rm } from 'node:fs/promises';
import { lastBuild, newBuild, removeOldBuilds, takeTurn } from './build/builds.mjs';
import { PARTS } from './build/parts.mjs';
import { stampOf } from './build/stamp.mjs';

const force = process.argv.includes('--force');
const say = (text) => process.stderr.write(`${text}\n`);

/** The parts to build, and the previous build with its stamps. */
async function look() {
  const stamps = {};
  for (const { name, sources } of PARTS) stamps[name] = await stampOf(sources);
  const last = await lastBuild();
  const kept = PARTS.filter(({ name }) => !force && last?.stamps[name] === stamps[name]);
  return { stamps, last, kept, changed: PARTS.filter((part) => !kept.includes(part)) };
}

async function build({ stamps, last, kept, changed }) {
  const seconds = Math.max(...changed.map((part) => part.seconds));
  const parts = new Intl.ListFormat('en').format(changed.map(({ words }) => words));
  say(`Building ${parts} (about ${seconds} s) …`);
  const startedAt = performance.now();
  const next = await newBuild();
  try {
    await Promise.all([
      ...changed.map((part) => part.make(next.folder)),
      ...kept.map((part) => part.copy(last.folder, next.folder)),
    ]);
    await removeOldBuilds(await next.swapIn(stamps));
  } catch (error) {
    await rm(next.folder, { recursive: true, force: true });
    say(`The build failed: ${error.message}. The previous build is unchanged.`);
    process.exit(1);
  }
  say(`Built in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}

let plan = await look();
if (plan.changed.length > 0) {
  await takeTurn(() => say('Another build is running: waiting for it …'));
  plan = await look(); // it may have built the same
}
if (plan.changed.length > 0) await build(plan);
else say('Nothing changed since the last build.');
process.exit(0); // with the turn
