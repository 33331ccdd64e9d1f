import { parseArgs } from 'node:util';
import { usage } from '../command-error.js';
import { COMMAND } from '../product.js';
import type { Arguments, Command, Options } from './command.types.js';
import { COMMON_OPTIONS } from './help.js';

/** Those that may stand before the command, too. */
const LEADING = ['--json', '--help', '-h', '--version', '-v'];

/** @returns the name of the command, and all other arguments. @throws CommandError for another option before it */
export function split(argv: readonly string[]): { name: string | undefined; rest: string[] } {
  const at = argv.findIndex((each) => !each.startsWith('-'));
  const leading = at < 0 ? argv : argv.slice(0, at);
  const unknown = leading.find((each) => !LEADING.includes(each));
  if (unknown !== undefined) {
    throw usage(`Write ${unknown} after the command. See ${COMMAND} --help.`);
  }
  return { name: argv[leading.length], rest: [...leading, ...argv.slice(leading.length + 1)] };
}

/** The options and the other arguments of a command. @throws CommandError */
export function parsed(name: string, command: Command, args: string[]): Arguments<Options> {
  const options: Options = { ...command.options, ...COMMON_OPTIONS };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw usage(`${messageOf(error as NodeJS.ErrnoException)} See ${COMMAND} ${name} --help.`);
  }
}

/** Node's texts are for programmers. */
function messageOf({ code, message }: NodeJS.ErrnoException): string {
  const option = /(--?[^\s'=,]+)/.exec(message)?.[0] ?? 'option';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`;
  if (message.includes('does not take')) return `${option} takes no value.`;
  return `${option} needs a value. One that begins with "-" is written ${option}=-value.`;
}

/** @throws CommandError if there are too few arguments without options, or too many */
export function assertCount(name: string, command: Command, count: number): void {
  const { least, most, operands, tooMany } = command;
  if (count >= least && count <= most) return;
  const wanted = `${name} takes ${operands || 'no arguments, only options'}.`;
  const hint = count > most && tooMany !== undefined ? [tooMany] : [];
  throw usage([wanted, ...hint, `See ${COMMAND} ${name} --help.`].join(' '));
}
