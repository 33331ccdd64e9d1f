import type { Context } from '#glue/context';

/** An app: a process that hosts contexts. */
export interface App {
  name: string;
  hosts: string[];
  port: number;
}

/** A diagram (Mermaid) of each grouping: its processes, their contexts, and how they are bound. */
export function groupingsSection(apps: App[], contexts: Context[]): string {
  const whole = apps.filter(({ hosts }) => hosts.length === contexts.length);
  const single = apps.filter((app) => app.hosts.length === 1 && !whole.includes(app));
  const groupings = [
    { title: 'one process', of: whole },
    { title: 'one process per context', of: single },
  ].filter(({ of }) => of.length > 0);
  const lines = groupings.flatMap(({ title, of }, i) => [
    `subgraph grouping${i}["${title}"]`,
    ...of.flatMap(processOf),
    ...of.flatMap((app) => app.hosts.flatMap((name) => bindings(name, app, of, contexts))),
    'end',
  ]);
  return ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n');
}

function processOf({ name, hosts, port }: App): string[] {
  const nodes = hosts.map((context) => `${name}_${context}([${context}])`);
  return [`subgraph ${name}_process["${name}, port ${port}"]`, ...nodes, 'end'];
}

/** The contexts that one uses: called in process where the same app hosts them, else over HTTP. */
function bindings(name: string, app: App, apps: App[], contexts: Context[]): string[] {
  const uses = contexts.find((context) => context.name === name)!.uses;
  return uses
    .filter(({ context }) => context !== name)
    .map(({ context }) => {
      const isHere = app.hosts.includes(context);
      const host = isHere ? app : apps.find(({ hosts }) => hosts.includes(context))!;
      return `${app.name}_${name} -- ${isHere ? 'in process' : 'HTTP'} --> ${host.name}_${context}`;
    });
}
