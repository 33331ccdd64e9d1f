import { runTool, type Terminal, type Tool } from '#glue/tools';

/** A terminal that keeps what is printed, and has one answer to each question. */
export function recorder(answer?: string) {
  const printed: string[] = [];
  const terminal: Terminal = {
    signal: new AbortController().signal,
    print: async (text) => void printed.push(text),
    ask: async () => answer,
  };
  return { printed, terminal };
}

/** The output and the exit code of `npm run <tool> -- <line>`, with the provider that `find` finds. */
export async function outputOf(tool: Tool, line: string, find: () => unknown, answer?: string) {
  const { printed, terminal } = recorder(answer);
  const { exit, error } = await runTool(tool, line.split(' '), () => find() as never, terminal);
  return { exit, output: [...printed, ...(error === undefined ? [] : [error])].join('\n') };
}
