import { parseArgs } from 'node:util';
import { MoveError } from './move-error.js';

export interface Options {
  context: string;
  /** The new address, which npm shows; the variable of the next address if it is not given. */
  to: string | undefined;
  /** A direct address of the data in charge, if the variables name a pooler. */
  from: string | undefined;
  /** Removes a copy that is not in charge yet. */
  abort: boolean;
}

const USAGE =
  'usage: npm run move -- <context> [--to <postgres URL>] [--from <direct URL>] [--abort]';
/** Other texts may be an address, with its password. */
const NAME = /^[\w-]+$/;

/** @throws MoveError with the usage */
export function readOptions(args: string[], contexts: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [context, ...more] = positionals;
  if (context === undefined || more.length > 0) throw new MoveError(USAGE);
  if (!contexts.includes(context)) {
    const found = NAME.test(context) ? `no context ${context}` : 'no context of this name';
    throw new MoveError(`there is ${found}. Contexts are ${contexts.join(', ')}.`);
  }
  for (const url of [values.to, values.from]) assertUrl(url);
  return { context, to: values.to, from: values.from, abort: values.abort };
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { to: text, from: text, abort: { type: 'boolean', default: false } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new MoveError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Never shows the URL: it has a password. */
function assertUrl(url: string | undefined): void {
  if (url === undefined) return;
  if (/^postgres(ql)?:\/\/./.test(url) && URL.canParse(url) && new URL(url).pathname.length > 1)
    return;
  throw new MoveError(
    `an address must be a URL like postgres://user:password@host:5432/database\n${USAGE}`,
  );
}
