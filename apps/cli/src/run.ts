import { parseArgs } from 'node:util';
import type { Arguments, Command, Context, Options } from './args/command.types.js';
import { COMMON_OPTIONS, helpOf, helpOfAll } from './args/help.js';
import { CommandError, EXIT, usage } from './command-error.js';
import { COMMANDS } from './commands.js';
import { failureOf } from './failure.js';
import { clientOf } from './login/client-of.js';
import { Output } from './output/output.js';
import { COMMAND } from './product.js';
import type { World } from './world.types.js';

/** Runs the command that the arguments name. @returns the exit code; all errors are messages on stderr */
export async function run(argv: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    const { exit, message } = failureOf(error);
    new Output(world, false).note(`${COMMAND}: ${message}`);
    return exit;
  }
}

async function dispatch([name, ...rest]: readonly string[], world: World): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    const isAsked = name !== undefined;
    (isAsked ? world.stdout : world.stderr).write(helpOfAll(COMMANDS));
    return isAsked ? EXIT.ok : EXIT.usage;
  }
  const command = COMMANDS.get(name);
  if (!command) throw usage(`There is no command "${name}". See ${COMMAND} --help.`);
  const args = parsed(name, command, rest);
  const { help, json } = args.values as { help?: boolean; json?: boolean };
  if (help) {
    world.stdout.write(helpOf(name, command));
    return EXIT.ok;
  }
  assertCount(name, command, args.positionals.length);
  const output = new Output(world, json === true);
  const context: Context = { world, output, connect: () => clientOf(world) };
  return (await command.run(context, args)) ?? EXIT.ok;
}

function parsed(name: string, command: Command, args: string[]): Arguments<Options> {
  const options: Options = { ...command.options, ...COMMON_OPTIONS };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw usage(`${(error as Error).message}\nSee ${COMMAND} ${name} --help.`);
  }
}

function assertCount(name: string, { least, most, operands }: Command, count: number): void {
  if (count >= least && count <= most) return;
  const wanted = operands || 'no arguments, only options';
  throw new CommandError(EXIT.usage, `${name} takes ${wanted}. See ${COMMAND} ${name} --help.`);
}
