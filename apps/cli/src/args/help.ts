import { COMMAND } from '../product.js';
import type { Command, Options } from './command.types.js';

/** Those of all commands. */
export const COMMON_OPTIONS = {
  json: { type: 'boolean', text: 'print JSON, for programs' },
  help: { type: 'boolean', short: 'h', text: 'print this help' },
} as const satisfies Options;

/** The help of the program. */
export function helpOfAll(commands: ReadonlyMap<string, Command>): string {
  const rows = [...commands].map(([name, { operands, summary }]) => [
    `  ${name} ${operands}`,
    summary,
  ]);
  return [
    `Usage: ${COMMAND} <command> [options]`,
    '',
    ...table(rows),
    '',
    `${COMMAND} <command> --help shows the options of a command. All take --json.`,
    `${COMMAND} --version shows the version.`,
    'Exit codes: 0 done, 1 refused, 2 wrong arguments or file, 3 not logged in, 4 no answer.',
    '',
  ].join('\n');
}

/** The help of a command. */
export function helpOf(name: string, { summary, operands, options }: Command): string {
  const rows = Object.entries({ ...options, ...COMMON_OPTIONS } as Options).map(
    ([option, { short, value, text }]) => [
      `  ${short ? `-${short}, ` : ''}--${option}${value ? ` <${value}>` : ''}`,
      text,
    ],
  );
  const usage = [`Usage: ${COMMAND} ${name}`, operands, '[options]'].filter(Boolean).join(' ');
  return [usage, '', `${summary}.`, '', ...table(rows), ''].join('\n');
}

function table(rows: string[][]): string[] {
  const width = Math.max(...rows.map(([first]) => first!.length));
  return rows.map(([first, second]) => `${first!.padEnd(width)}  ${second}`);
}
