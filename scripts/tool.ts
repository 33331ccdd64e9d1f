// Runs a tool of the contexts that have it, such as npm run reconcile:
//   node dist/tools/tool.js <name> [arguments]
import { contexts } from '#contexts';
import { runToolOf } from '#glue/context';
import { explain, LocalTerminal } from '#glue/tools';

const [name = '', ...args] = process.argv.slice(2);
const { exit, error } = await runToolOf(contexts, name, args, new LocalTerminal()).catch(
  (reason: unknown) => ({ exit: 1, error: explain(reason) }),
);
if (error !== undefined) console.error(error);
process.exit(exit); // a question may still be open
