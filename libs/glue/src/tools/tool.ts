import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Type } from '@nestjs/common';
import { StartError } from '../errors/index.js';
import { explain } from './explain.js';
import { EXIT } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** Finds a provider of the running application. */
export type FindProvider = <T>(provider: Type<T> | string | symbol) => T;

/** The exit code of a tool, and the text for stderr if it failed. */
export interface ToolOutcome {
  exit: number;
  error?: string | undefined;
}

/** A command of operators: `npm run <name>`. */
export interface Tool {
  name: string;
  /** What `--help` shows. */
  help: string;
  /**
   * Whether these arguments are about the context of the tool; they are if it is absent.
   *
   * @throws StartError with the usage
   */
  accepts?(args: readonly string[]): boolean;
  /** Whether it is an error that its context has no data yet. */
  needsData?(args: readonly string[]): boolean;
  /**
   * Checks the arguments of the command line.
   *
   * @throws StartError with the usage
   */
  prepare(args: readonly string[]): (find: FindProvider, terminal: Terminal) => Promise<number>;
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>;

interface ToolDefinition<O extends Options, Provider> {
  name: string;
  /** The arguments, in words. */
  usage: string;
  /** What they do, in lines. */
  help?: string;
  /** The arguments, as `parseArgs` of Node describes them. */
  options: O;
  /** Whether there are arguments without a dash, such as `list`. */
  allowPositionals?: boolean;
  /** See {@link Tool}. */
  accepts?: (args: Arguments<O>) => boolean;
  needsData?: (args: Arguments<O>) => boolean;
  /** The provider of the context that does the work. */
  uses: Type<Provider> | string | symbol;
  /** Whether some contexts do not have it: `run` gets `undefined` then. */
  isOptional?: boolean;
  /** Resolves to the exit code. */
  run: (provider: Provider, args: Arguments<O>, terminal: Terminal) => Promise<number>;
}

export function defineTool<const O extends Options, Provider>({
  name,
  usage,
  help,
  options,
  allowPositionals = false,
  accepts = () => true,
  needsData = () => false,
  uses,
  isOptional = false,
  run,
}: ToolDefinition<O, Provider>): Tool {
  const line = `usage: npm run ${name} -- ${usage}`;
  const parse = (args: readonly string[]) =>
    withUsage(line, () => parseArgs({ args: [...args], options, allowPositionals }));
  return {
    name,
    help: help ? `${line}\n\n${help}` : line,
    accepts: (args) => accepts(parse(args)),
    needsData: (args) => needsData(parse(args)),
    prepare: (args) => {
      const given = parse(args);
      return (find, terminal) =>
        run(isOptional ? ifProvided(uses, find) : find(uses), given, terminal);
    },
  };
}

/** @throws StartError with the usage */
function withUsage<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`);
  }
}

/** Nest cannot be asked whether there is a provider. */
function ifProvided<Provider>(uses: Type<Provider> | string | symbol, find: FindProvider) {
  try {
    return find<Provider>(uses);
  } catch {
    return undefined as Provider;
  }
}

/** Runs a tool, here or for another process: with the same outcome. */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  find: FindProvider,
  terminal: Terminal,
): Promise<ToolOutcome> {
  try {
    return { exit: await tool.prepare(args)(find, terminal) };
  } catch (error) {
    return { exit: EXIT.failed, error: explain(error) };
  }
}
