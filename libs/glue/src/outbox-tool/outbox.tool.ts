import { StartError } from '../errors/index.js';
import { type OperatedOutbox, outboxOf } from '../outbox/index.js';
import { defineTool, EXIT, type Terminal, type Tool } from '../tools/index.js';
import { listCommands } from './list-commands.js';
import { retryCommand, retryCommands } from './retry-commands.js';

const USAGE =
  'list [<context>], retry <context> [<contract>], retry <context> <id> [--may-repeat], or drop <context> <id>';

const HELP = `list   how many commands wait, how old the first is, and which are parked
retry  queues a parked command again, or all of a context or a contract;
       --may-repeat: also if it could have a second effect (a mail keeps its id)
drop   removes a parked command for good; those that wait behind it are sent`;

interface Arguments {
  values: { 'may-repeat': boolean };
  positionals: string[];
}

/** A command line. */
interface Request {
  action: string;
  context: string | undefined;
  /** The id of a command. */
  id: string | undefined;
  contract: string | undefined;
  mayRepeat: boolean;
}

/** `npm run outbox`: lists the commands of a context that wait or are parked, retries and drops these. */
export function outboxTool(context: string): Tool {
  return defineTool({
    name: 'outbox',
    usage: USAGE,
    help: HELP,
    options: { 'may-repeat': { type: 'boolean', default: false } },
    allowPositionals: true,
    accepts: (args) => [undefined, context].includes(requestOf(args).context),
    needsData: (args) => requestOf(args).action !== 'list',
    uses: outboxOf(context),
    isOptional: true,
    run: (outbox: OperatedOutbox | undefined, args, terminal) =>
      operate(context, outbox, requestOf(args), terminal),
  });
}

/** @throws StartError with the usage */
function requestOf({ values: { 'may-repeat': mayRepeat }, positionals }: Arguments): Request {
  const [action = '', context, which, ...more] = positionals;
  const isId = /^[1-9]\d{0,17}$/.test(which ?? '');
  const [id, contract] = isId ? [which, undefined] : [undefined, which];
  const expected = {
    list: which === undefined && !mayRepeat,
    retry: context !== undefined && !/^\d/.test(contract ?? '') && (!mayRepeat || id !== undefined),
    drop: id !== undefined && !mayRepeat,
  };
  const asExpected = expected[action as keyof typeof expected] ?? false;
  if (asExpected && more.length === 0) return { action, context, id, contract, mayRepeat };
  throw new StartError(`usage: npm run outbox -- ${USAGE}`);
}

async function operate(
  context: string,
  outbox: OperatedOutbox | undefined,
  { action, context: named, id, contract, mayRepeat }: Request,
  terminal: Terminal,
): Promise<number> {
  if (!outbox) {
    if (named === undefined) return EXIT.done;
    throw new StartError(`${context} has no outbox.`);
  }
  const operated = { context, outbox };
  if (action === 'list') return listCommands(operated, terminal);
  if (action === 'retry' && id === undefined) {
    return retryCommands(operated, contract, terminal);
  }
  if (action === 'retry') await retryCommand(operated, id!, mayRepeat);
  else if (!(await outbox.drop(id!)))
    throw new StartError(`${context} has no parked command ${id}.`);
  const done = action === 'retry' ? 'queued again' : 'dropped';
  await terminal.print(`${context}: command ${id} is ${done}.`);
  return EXIT.done;
}
