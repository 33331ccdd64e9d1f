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

/**
 * The contexts that one uses: called in process where the same app hosts them, else over HTTP. Dotted:
 * those that it only sends commands to.
 */
function bindings(name: string, app: App, apps: App[], contexts: Context[]): string[] {
  const { uses, sendsTo = [] } = contexts.find((context) => context.name === name)!;
  const others = uses.filter(({ context }) => context !== name);
  const edge = (context: string, [from, to]: readonly [string, string]) => {
    const isHere = app.hosts.includes(context);
    const host = isHere ? app : apps.find(({ hosts }) => hosts.includes(context))!;
    const how = isHere ? 'in process' : 'HTTP';
    return `${app.name}_${name} ${from} ${how} ${to} ${host.name}_${context}`;
  };
  return [
    ...others.map(({ context }) => edge(context, ['--', '-->'])),
    ...sendsTo.map(({ kernel }) => edge(kernel.context, ['-.', '.->'])),
  ];
}
