import type { parseArgs, ParseArgsConfig } from 'node:util';
import type { Client } from '#client';
import type { Output } from '../output/output.js';
import type { World } from '../world.types.js';

type ParsedOption = NonNullable<ParseArgsConfig['options']>[string];

/** An option as `parseArgs` of Node has it, and its line in the help. */
export type Option = ParsedOption & {
  /** What it means. */
  text: string;
  /** The name of its value in the help. */
  value?: string;
};

export type Options = Record<string, Option>;

/** The values of options, and the other arguments. */
export type Arguments<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>;

/** What a command gets. */
export interface Context {
  world: World;
  output: Output;
  /** The client of the user who is logged in. @throws CommandError 3 without a login */
  connect: () => Promise<Client>;
}

export interface Command<O extends Options = Options> {
  /** One line of the help. */
  summary: string;
  /** Its arguments without options: `<id...>`. */
  operands: string;
  /** How many arguments without options it takes. */
  least: number;
  most: number;
  /** What to do if there are more. */
  tooMany?: string;
  options: O;
  /** Whether it changes nothing at the server after it has begun to print, so that a closed pipe may end it. */
  onlyReads?: true;
  /** @returns the exit code; 0 if it is `undefined` */
  run(context: Context, args: Arguments<O>): Promise<number | void>;
}

/** A command whose options are typed. */
export function defineCommand<O extends Options>(command: Command<O>): Command {
  return command;
}
