// npm run files-crossed: the own files that a request crosses, in this and an earlier version. See
// --help.
import { parseArgs } from 'node:util';
import { Cleanup } from './cleanup.js';
import { countFiles } from './crossed/count.js';
import { table } from './report/table.js';
import { buildVersion, presentVersion } from './versions/version.js';

const HELP = `Usage: npm run files-crossed [-- <options>]

Counts the distinct files of the project of which a function runs during a request, by V8's coverage of
processes in production mode, in one process and in two (both together).

  --against <commit>   the earlier version (91e78e8)
  --list               also names the files, of this version
  --help               this text`;

const { values } = parseArgs({
  options: {
    against: { type: 'string', default: '91e78e8' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function count(cleanup: Cleanup): Promise<void> {
  const earlier = await countFiles(await buildVersion(values.against, cleanup), cleanup);
  const present = await countFiles(presentVersion(), cleanup);
  const rows = Object.entries(present).map(([request, files]) => [
    request,
    `${earlier[request]!.length}`,
    `${files.length}`,
  ]);
  console.log(table(['request', values.against, 'now'], rows));
  if (!values.list) return;
  for (const [request, files] of Object.entries(present)) {
    console.log(`\n${request}\n${files.map((file) => `  ${file}`).join('\n')}`);
  }
}

if (values.help) {
  console.log(HELP);
} else {
  const cleanup = new Cleanup();
  await count(cleanup).finally(() => cleanup.run());
}
