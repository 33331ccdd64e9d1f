import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

/** What one write to the client has at least, in UTF-16 units, but the last. */
const CHUNK = 16_384;

/** The tag of routes that answer what is stored of a person, in the API document. */
export const MY_DATA = { 'my data': 'All that is stored of you, to download, and its audit' };

/** Parts by name: a value as JSON, or pages of rows, which are read while the client reads them. */
export type ExportParts = Readonly<Record<string, unknown>>;

/**
 * A file with what a context stores of a person, as JSON. It is read and sent part by part: if reading
 * fails in between, the connection is closed, and the client has no complete file.
 *
 * @param context names the file
 */
export function exportFile(context: string, parts: ExportParts): StreamableFile {
  const whole = { context, exported_at: new Date().toISOString(), ...parts };
  return new StreamableFile(Readable.from(inChunks(textOf(whole)), { objectMode: false }), {
    type: 'application/json; charset=utf-8',
    disposition: `attachment; filename="${context}.json"`,
  });
}

/** A route that answers with an {@link exportFile}. */
export function AnswersExport(): MethodDecorator {
  const example = { context: 'orders', exported_at: '2026-01-01T12:00:00.000Z' };
  const json = { schema: { type: 'object' as const, additionalProperties: true, example } };
  return applyDecorators(
    ApiOkResponse({ description: 'A JSON file', content: { 'application/json': json } }),
  );
}

async function* textOf(parts: ExportParts): AsyncGenerator<string> {
  let lead = '{';
  for (const [name, part] of Object.entries(parts)) {
    yield `${lead}${JSON.stringify(name)}:`;
    yield* arePages(part) ? arrayOf(part) : [JSON.stringify(part)];
    lead = ',\n';
  }
  yield '}\n';
}

async function* arrayOf(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let lead = '[';
  for await (const page of pages) {
    yield lead + page.map((row) => JSON.stringify(row)).join(',\n');
    lead = ',\n';
  }
  yield lead === '[' ? '[]' : ']';
}

async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function arePages(part: unknown): part is AsyncIterable<readonly unknown[]> {
  return typeof part === 'object' && part !== null && Symbol.asyncIterator in part;
}
