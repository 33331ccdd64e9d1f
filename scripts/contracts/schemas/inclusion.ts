import { StartError } from '#glue/errors';
import { branchesOf, codeOf, resolve, type Schema } from './branches.js';
import { isOfPatterns, outside, rangeOf } from './constraints.js';
import type { Difference } from './difference.js';
import { type Fields, fieldsOf } from './fields.js';
import type { JsonSchema } from './json-schema.js';
import { valuesOutside } from './listed-values.js';
import { nameOf } from './names.js';
import { ofNumbers, ofTexts } from './scalars.js';
import { accepts } from './values.js';

/**
 * What of the writer's values the reader does not accept: nothing, if it accepts each of them. May
 * report a difference where there is none, never the reverse.
 *
 * @throws StartError for a keyword that it does not understand
 */
export function differences(writer: JsonSchema, reader: JsonSchema, path = ''): Difference[] {
  return new Inclusion(writer, reader).of(writer, reader, path);
}

class Inclusion {
  /** Pairs that are being compared: within a recursive type the same pair is no difference. */
  private readonly begun = new Map<Schema, Set<Schema>>();

  constructor(
    private readonly writerRoot: JsonSchema,
    private readonly readerRoot: JsonSchema,
  ) {}

  of(writer: Schema, reader: Schema, path: string): Difference[] {
    const pair = [
      resolve(writer, this.writerRoot, path),
      resolve(reader, this.readerRoot, path),
    ] as const;
    const begun = this.begun.get(pair[0]) ?? new Set();
    if (typeof pair[0] !== 'boolean' && typeof pair[1] !== 'boolean') {
      if (begun.has(pair[1])) return [];
      this.begun.set(pair[0], begun.add(pair[1]));
    }
    const found = this.ofBranches(pair[0], pair[1], path);
    // Compared again elsewhere, it is reported there too.
    begun.delete(pair[1]);
    return found;
  }

  private ofBranches(writer: Schema, reader: Schema, path: string): Difference[] {
    const readers = branchesOf(reader, this.readerRoot, path);
    return branchesOf(writer, this.writerRoot, path).flatMap((branch) => {
      if (Array.isArray(branch['enum'])) return valuesOutside(branch, readers, path);
      const all = readers.map((each) => this.ofBranch(branch, each, path));
      if (all.some((found) => found.length === 0)) return [];
      const alike = all.filter((_, index) => readers[index]!['type'] === branch['type']);
      if (alike.length === 1) return alike[0]!;
      const accepted = readers.map(nameOf).join(' or ') || 'nothing';
      return [{ path, what: `${nameOf(branch)} is sent, and ${accepted} is accepted` }];
    });
  }

  private ofBranch(writer: JsonSchema, reader: JsonSchema, path: string): Difference[] {
    const code = codeOf(reader);
    if (code.join() !== codeOf(writer).join() && code.length > 0) {
      const what = `it is checked in code (${code.join(', ')}), which cannot be compared`;
      return [{ path, what }];
    }
    if (reader['type'] === undefined && !Array.isArray(reader['enum'])) {
      return this.ofParts(writer, reader, path);
    }
    const isWhole = writer['type'] === 'integer' && reader['type'] === 'number';
    if (writer['type'] !== reader['type'] && !isWhole) {
      return [{ path, what: `${nameOf(writer)} is sent, and ${nameOf(reader)} is accepted` }];
    }
    if (Array.isArray(reader['enum'])) {
      return [{ path, what: `any ${nameOf(writer)} is sent, and ${nameOf(reader)} is accepted` }];
    }
    return [...this.ofType(writer, reader, path), ...this.ofParts(writer, reader, path)];
  }

  private ofType(writer: JsonSchema, reader: JsonSchema, path: string): Difference[] {
    if (writer['type'] === 'object') return this.ofObjects(writer, reader, path);
    if (writer['type'] === 'array') return this.ofArrays(writer, reader, path);
    const found = writer['type'] === 'string' ? ofTexts(writer, reader) : ofNumbers(writer, reader);
    return found.map((what) => ({ path, what }));
  }

  /** Each part of the reader's `allOf`; patterns are compared as those of texts. */
  private ofParts(writer: JsonSchema, reader: JsonSchema, path: string): Difference[] {
    const [sent, accepted] = [writer['allOf'] ?? [], reader['allOf'] ?? []] as JsonSchema[][];
    if (!isOfPatterns(sent!)) {
      throw new StartError(`${path} has the keyword allOf, which cannot be compared.`);
    }
    if (isOfPatterns(accepted!)) return [];
    return accepted!.flatMap((each) => this.of(writer, each, path));
  }

  private ofObjects(writer: JsonSchema, reader: JsonSchema, path: string): Difference[] {
    const [sent, accepted] = [fieldsOf(writer), fieldsOf(reader)];
    const names = new Set([...sent.names, ...accepted.names]);
    const found = [...names].flatMap((name) =>
      this.ofField(sent, accepted, name, `${path}.${name}`),
    );
    if (accepted.others === undefined) return found;
    if (sent.others !== undefined) {
      found.push(...this.of(sent.others, accepted.others, `${path}.*`));
      if (accepted.keys !== undefined) {
        found.push(...this.of(sent.keys ?? { type: 'string' }, accepted.keys, `names in ${path}`));
      }
    }
    const keys =
      accepted.keys === undefined ? [] : branchesOf(accepted.keys, this.readerRoot, path);
    const wrong = sent.names.filter(
      (name) => accepted.keys !== undefined && !keys.some((each) => accepts(each, name)),
    );
    return [
      ...found,
      ...wrong.map((name) => ({ path: `${path}.${name}`, what: 'its name is not accepted' })),
    ];
  }

  /** A field that the reader does not name is stripped, unless others have a schema too. */
  private ofField(sent: Fields, accepted: Fields, name: string, path: string): Difference[] {
    const reader = accepted.properties[name] ?? accepted.others;
    const writer = sent.properties[name] ?? sent.others;
    const found: Difference[] = [];
    if (accepted.required.includes(name) && !sent.required.includes(name)) {
      const sender = writer === undefined ? 'it is not sent' : 'it may be missing';
      found.push({ path, what: `${sender}, and it is required` });
      if (writer === undefined) return found;
    }
    if (reader !== undefined && writer !== undefined) found.push(...this.of(writer, reader, path));
    return found;
  }

  private ofArrays(writer: JsonSchema, reader: JsonSchema, path: string): Difference[] {
    const lengths = outside(rangeOf(writer, 'items'), rangeOf(reader, 'items')).map((what) => ({
      path,
      what: `of elements, ${what}`,
    }));
    const [sent, accepted] = [writer, reader].map(
      ({ prefixItems }) => (prefixItems ?? []) as Schema[],
    );
    const places = Array.from({ length: Math.max(sent!.length, accepted!.length) }, (_, at) => at);
    const element = (first: Schema[], { items }: JsonSchema, at: number) =>
      first[at] ?? ((items ?? true) as Schema);
    const all = [...places, places.length].flatMap((at) =>
      this.of(
        element(sent!, writer, at),
        element(accepted!, reader, at),
        at === places.length ? `${path}[]` : `${path}[${at}]`,
      ),
    );
    return [...lengths, ...all];
  }
}
