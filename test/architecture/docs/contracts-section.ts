import { z } from 'zod';
import type { Contract } from '#seam';
import { table } from './section.js';

type Call = Contract['calls'][string];
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The calls of each contract: what they take, return and throw, and how they are sent. */
export function contractsSection(contracts: Contract[]): string {
  return contracts
    .map(({ name, calls }) => `### ${name}\n\n${tableOf(Object.values(calls))}`)
    .join('\n\n');
}

function tableOf(calls: Call[]): string {
  return table(
    ['call', 'input', 'output', 'errors', 'declared as'],
    calls.map((call) => [
      `\`${call.name}\``,
      `\`${typeIn(call.input)}\``,
      `\`${typeIn(call.output)}\``,
      call.errors.map((code) => `\`${code}\``).join(', '),
      [call.kind, ...optionsOf(call)].join(', '),
    ]),
  );
}

function optionsOf({ batch, chunk, share, background, budgetMs, callers, secret }: Call): string[] {
  const options = { batch, chunk, share, background, budgetMs, callers, secret };
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === true ? name : `${name} ${String(value)}`));
}

function typeIn(schema: z.ZodType): string {
  return typeOf(z.toJSONSchema(schema, { io: 'input' }));
}

/** A type as TypeScript writes it, with `integer` for whole numbers, and `secret` before what is sealed. */
function typeOf(schema: JsonSchema): string {
  return `${schema['secret'] === true ? 'secret ' : ''}${plainTypeOf(schema)}`;
}

function plainTypeOf({ type, properties, required = [], items, anyOf }: JsonSchema): string {
  if (anyOf) return anyOf.map((each) => typeOf(each)).join(' | ');
  if (type === 'array') return `${typeOf(items as JsonSchema)}[]`;
  if (type !== 'object') return String(type);
  const fields = Object.entries(properties ?? {}).map(
    ([name, each]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(each as JsonSchema)}`,
  );
  return `{ ${fields.join('; ')} }`;
}
