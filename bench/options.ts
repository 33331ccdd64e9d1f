import { parseArgs } from 'node:util';

/** The parts that `--part` knows. */
export const PARTS = [
  'one-token',
  'many-tokens',
  'create',
  'update',
  'mixed',
  'login',
  'logins-beside',
  'growth',
  'sizes',
  'start',
  'memory',
  'kernel',
  'calls',
  'libraries',
  'limit',
  'metrics',
  'pipeline',
  'streams',
  'not-modified',
  'search',
  'kept-lists',
] as const;

export const HELP = `Usage: npm run bench [-- <options>]

Measures the product beside hand-written peers, on one PostgreSQL, in one run.

  --quick             small data and few rounds, ratios only, for CI; exits with 1 if a ratio is
                      below half of its target
  --part <name>       one part of the full run:
                      ${PARTS.join(', ')}
  --rounds <n>        rounds per contestant (5; with --quick 3)
  --seconds <n>       length of a round (5; with --quick 2)
  --json <file>       writes all figures there too, as JSON
  --help              this text

BENCH_DB_URL names the PostgreSQL to use; its user must be allowed to create databases. Without it
a temporary cluster of the PostgreSQL that is installed on this machine is started, with its
default settings. Without that the product runs on its embedded database: then the peers, which
need a PostgreSQL of many connections, and everything that writes are left out.

BENCH_NODE_OPTIONS are options of Node for every contestant. With
"--cpu-prof --cpu-prof-dir=/tmp/profiles" each leaves a profile there; its figures are then those of
a process that is watched.`;

export type Part = (typeof PARTS)[number];

export interface Options {
  quick: boolean;
  part: Part | undefined;
  rounds: number;
  seconds: number;
  json: string | undefined;
}

/** @throws Error that explains what is wrong with the command line. */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      part: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { quick, part, json } = values;
  if (part !== undefined && !isPart(part)) {
    throw new Error(`--part knows ${PARTS.join(', ')}, and not ${part}`);
  }
  return {
    quick,
    part,
    json,
    rounds: positive('--rounds', values.rounds) ?? (quick ? 3 : 5),
    seconds: positive('--seconds', values.seconds) ?? (quick ? 2 : 5),
  };
}

function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name);
}

function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${flag} takes a whole number above 0, and not ${text}`);
}
