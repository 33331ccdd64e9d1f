import { StartError } from '../errors/index.js';
import { eventHandlersOf, type OperatedHandler, type ReplayStart } from '../events/index.js';
import { defineTool, EXIT, type Terminal, type Tool } from '../tools/index.js';
import { listHandlers } from './list-handlers.js';
import { replayEvents } from './replay-events.js';
import { retryEvents } from './retry-events.js';

const USAGE =
  'list [<context> | <handler>], retry [<context> | <handler> [<event>]], ' +
  'skip <handler> <event>, or replay <handler> --from <event, first, end or snapshot> [--yes]';

const HELP = `list    how far each handler is, why it is stopped, and what it has parked
retry   lets stopped handlers run again, and applies parked events
skip    passes over the event at which a handler is stopped, or drops a parked one
replay  moves a handler: it applies this event and those after it again, or begins with
        the first that is kept, at the end, or with a snapshot of its producer`;

/** The handlers of a context. */
interface Operated {
  readonly operations: readonly OperatedHandler[];
}

interface Arguments {
  values: { from?: string | undefined; yes: boolean };
  positionals: string[];
}

/** A command line: a handler is named with its context. */
interface Request {
  action: string;
  target: string | undefined;
  event: number | undefined;
  from: ReplayStart | undefined;
  yes: boolean;
}

/** `npm run events`: lists the handlers of a context, and lets them pass events that they cannot apply. */
export function eventsTool(context: string): Tool {
  return defineTool({
    name: 'events',
    usage: USAGE,
    help: HELP,
    options: { from: { type: 'string' }, yes: { type: 'boolean', default: false } },
    allowPositionals: true,
    accepts: (args) => isAbout(context, requestOf(args).target),
    needsData: (args) => requestOf(args).action !== 'list' && requestOf(args).target !== undefined,
    uses: eventHandlersOf(context),
    run: (handlers: Operated, args, terminal) =>
      operate(handlers.operations, requestOf(args), terminal),
  });
}

function isAbout(context: string, target: string | undefined): boolean {
  return target === undefined || target === context || target.startsWith(`${context}:`);
}

/** @throws StartError with the usage */
function requestOf({ values: { from, yes }, positionals }: Arguments): Request {
  const [action = '', target, id, ...more] = positionals;
  const event = id === undefined ? undefined : Number(id);
  const start = from === undefined || isNamed(from) ? from : Number(from);
  const isOne = target?.includes(':') ?? false;
  const expected = {
    list: id === undefined && from === undefined,
    retry: from === undefined && (id === undefined || isOne),
    skip: isOne && id !== undefined && from === undefined,
    replay: isOne && id === undefined && from !== undefined,
  };
  const asExpected = expected[action as keyof typeof expected] ?? false;
  const isValid = [event, start].every((each) => typeof each !== 'number' || isId(each));
  if (asExpected && isValid && more.length === 0)
    return { action, target, event, from: start, yes };
  throw new StartError(`usage: npm run events -- ${USAGE}`);
}

function isNamed(from: string): from is 'first' | 'end' | 'snapshot' {
  return ['first', 'end', 'snapshot'].includes(from);
}

function isId(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

async function operate(
  all: readonly OperatedHandler[],
  { action, target, event, from, yes }: Request,
  terminal: Terminal,
): Promise<number> {
  const isWanted = ({ fullName }: OperatedHandler) => fullName === target;
  const some = target?.includes(':') ? all.filter(isWanted) : all;
  if (some.length === 0 && target !== undefined) {
    const known = all.map(({ fullName }) => fullName).join(', ') || 'none';
    throw new StartError(`There is no handler ${target}. Handlers there: ${known}.`);
  }
  if (action === 'list') return listHandlers(some, terminal);
  if (action === 'retry') return retryEvents(some, event, terminal);
  if (action === 'replay') return replayEvents(some[0]!, from!, yes, terminal);
  await terminal.print(`${target}: ${await some[0]!.skip(event!)} event ${event}.`);
  return EXIT.done;
}
