import { inspect } from 'node:util';
import type { Command, Context } from './args/command.types.js';
import { helpOf, helpOfAll } from './args/help.js';
import { assertCount, parsed, split } from './args/parsed.js';
import { EXIT, usage } from './command-error.js';
import { COMMANDS } from './commands.js';
import { failureOf } from './failure.js';
import { clientOf } from './login/client-of.js';
import { Output } from './output/output.js';
import { COMMAND } from './product.js';
import { ownVersion } from './version.js';
import type { World } from './world.types.js';

/** Runs the command that the arguments name. @returns the exit code; all errors are messages on stderr */
export async function run(argv: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    const { exit, message } = failureOf(error);
    const output = new Output(world, false);
    if (world.isDebugged) output.note(inspect(error));
    output.note(`${COMMAND}: ${message}`);
    return exit;
  }
}

async function dispatch(argv: readonly string[], world: World): Promise<number> {
  const { name, rest } = split(argv);
  const has = (...options: string[]) => rest.some((each) => options.includes(each));
  if (name === undefined && has('--version', '-v')) {
    world.stdout.write(`${COMMAND} ${ownVersion()}\n`);
    return EXIT.ok;
  }
  if (name === undefined && !has('--help', '-h')) {
    world.stderr.write(helpOfAll(COMMANDS));
    return EXIT.usage;
  }
  if (name === undefined || name === 'help') return help(rest, world);
  const command = commandOf(name);
  const args = parsed(name, command, rest);
  const { help: isHelp, json } = args.values as { help?: boolean; json?: boolean };
  if (isHelp) return help([name], world);
  assertCount(name, command, args.positionals.length);
  if (command.onlyReads) world.onlyReads();
  const output = new Output(world, json === true);
  const context: Context = { world, output, connect: () => clientOf(world) };
  return (await command.run(context, args)) ?? EXIT.ok;
}

/** Of the program, or of the command that the arguments name. */
function help(args: readonly string[], world: World): number {
  const name = args.find((each) => !each.startsWith('-'));
  world.stdout.write(name === undefined ? helpOfAll(COMMANDS) : helpOf(name, commandOf(name)));
  return EXIT.ok;
}

function commandOf(name: string): Command {
  const command = COMMANDS.get(name);
  if (!command) throw usage(`There is no command "${name}". See ${COMMAND} --help.`);
  return command;
}
