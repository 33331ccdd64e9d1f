import type { z } from 'zod';
import type { ConfigPart } from '#glue/config';
import { table } from './section.js';

const WIDTH = 98;

/** A variable, as its schema describes it. */
interface Variable {
  name: string;
  /** Markdown. */
  description: string;
  /** The default: its text, or a few words. */
  default: string | undefined;
  unset: string | undefined;
}

/** The variables of each part of the system, as docs/configuration.md lists them. */
export function variablesSection(parts: Record<string, readonly ConfigPart[]>): string {
  return Object.entries(parts)
    .map(([title, each]) => `## ${title}\n\n${tableOf(variablesOf(each))}`)
    .join('\n\n');
}

/** The same for .env.example: a comment, and the default after a `#`. */
export function variablesFile(parts: Record<string, readonly ConfigPart[]>): string {
  return Object.entries(parts)
    .map(([title, each]) => [headline(title), ...variablesOf(each).map(entry)].join('\n\n'))
    .join('\n\n');
}

export function variablesOf(parts: readonly ConfigPart[]): Variable[] {
  return parts.flatMap(({ shape }) =>
    Object.entries(shape as Record<string, z.ZodType>).map(([name, schema]) => {
      const { description, unset } = schema.meta() as { description: string; unset?: string };
      const value = schema.safeParse(undefined).data;
      return { name, description, unset, default: unset ? undefined : String(value) };
    }),
  );
}

function tableOf(variables: Variable[]): string {
  return table(
    ['variable', 'default', 'meaning'],
    variables.map(({ name, description, unset, ...variable }) => [
      `\`${name}\``,
      unset ?? `\`${variable.default}\``,
      description,
    ]),
  );
}

function headline(title: string): string {
  return `# --- ${title} `.padEnd(WIDTH, '-');
}

function entry({ name, description, unset, ...variable }: Variable): string {
  const text = unset ? `${description} Default: ${unset}.` : description;
  return [...wrap(text.replaceAll('`', '')), `#${name}=${variable.default ?? ''}`].join('\n');
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + word.length + 3 > WIDTH) lines.push('');
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.map((line) => `#${line}`);
}
