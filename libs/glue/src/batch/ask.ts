/** Asks for the result of an input. */
export type Ask<Options> = (input: unknown, options: Options) => Promise<unknown>;
