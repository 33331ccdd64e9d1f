import { outside, patternsOf, rangeOf } from './constraints.js';
import type { JsonSchema } from './json-schema.js';

/** What of the writer's texts the reader does not accept. */
export function ofTexts(writer: JsonSchema, reader: JsonSchema): string[] {
  const found = outside(rangeOf(writer, 'length'), rangeOf(reader, 'length')).map(
    (what) => `of characters, ${what}`,
  );
  const [sent, accepted] = [patternsOf(writer), patternsOf(reader)];
  if (accepted.format !== undefined && accepted.format !== sent.format) {
    return [
      ...found,
      `a string is sent, and only the format ${JSON.stringify(accepted.format)} is accepted`,
    ];
  }
  const others = accepted.patterns.filter((pattern) => !sent.patterns.includes(pattern));
  return [...found, ...others.map((each) => `a string is sent, and only ${each} is accepted`)];
}

/** What of the writer's numbers the reader does not accept. */
export function ofNumbers(writer: JsonSchema, reader: JsonSchema): string[] {
  const found = outside(rangeOf(writer, 'value'), rangeOf(reader, 'value'));
  const [sent, accepted] = [writer['multipleOf'], reader['multipleOf']];
  if (accepted === undefined || sent === accepted) return found;
  const isMultiple =
    (accepted === 1 && writer['type'] === 'integer') ||
    (Number.isInteger(sent) && Number.isInteger(accepted) && Number(sent) % Number(accepted) === 0);
  return isMultiple
    ? found
    : [...found, `only multiples of ${JSON.stringify(accepted)} are accepted`];
}
