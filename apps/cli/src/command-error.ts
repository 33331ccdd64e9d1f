/** Exit codes of the command; docs/cli.md lists them. */
export const EXIT = { ok: 0, refused: 1, usage: 2, notLoggedIn: 3, unreachable: 4 } as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message on stderr. */
export class CommandError extends Error {
  constructor(
    readonly exit: Exit,
    message: string,
  ) {
    super(message);
  }
}

/** The arguments, or a file that they name, cannot be used. */
export const usage = (message: string) => new CommandError(EXIT.usage, message);

/** The server would refuse it, or has. */
export const refused = (message: string) => new CommandError(EXIT.refused, message);
