import { extname } from 'node:path';
import type { Client } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { isZone, wordOf } from '../args/values.js';
import { EXIT, usage } from '../command-error.js';
import { clientIds } from '../transfer/client-id.js';
import { listIds } from '../transfer/list-ids.js';
import { type Format, FORMATS, readRows } from '../transfer/read-rows.js';
import { newReport, printReport, type Report } from '../transfer/report.js';
import { type Row, RowError, type Rows } from '../transfer/row.types.js';
import { sendRows } from '../transfer/send-rows.js';

interface Values {
  format?: string | undefined;
  list?: string | undefined;
  zone?: string | undefined;
}

export const importItems = defineCommand({
  summary: 'Adds the items of a file: of an export, or of Todoist in CSV',
  operands: '<file>',
  least: 1,
  most: 1,
  options: {
    format: { type: 'string', value: 'format', text: 'json or csv; otherwise by the name' },
    list: { type: 'string', value: 'name', text: 'the list of rows that name none' },
    zone: { type: 'string', value: 'zone', text: 'of times without a zone, of Todoist' },
    'dry-run': { type: 'boolean', text: 'check the file, and send nothing' },
    'skip-invalid': { type: 'boolean', text: 'leave out what cannot be understood' },
  },
  async run(context, { values, positionals }) {
    const isDry = values['dry-run'] === true;
    const { bytes, rows, invalid } = await readFile(context, positionals[0]!, values);
    for (const { place, message } of invalid) context.output.note(`${place}: ${message}`);
    if (invalid.length > 0 && !values['skip-invalid']) {
      throw usage(`${invalid.length} cannot be understood. Nothing was sent (--skip-invalid).`);
    }
    if (isDry) {
      printReport(context.output, { valid: rows.length, invalid });
      return EXIT.ok;
    }
    const client = await context.connect();
    const report = await send(context, client, { bytes, rows });
    printReport(context.output, { ...report, invalid });
    return report.refused.length > 0 ? EXIT.refused : EXIT.ok;
  },
});

/** @throws CommandError */
async function readFile(
  { world }: Context,
  path: string,
  { format, list, zone = world.zone }: Values,
): Promise<Rows & { bytes: Uint8Array }> {
  if (!isZone(zone)) throw usage(`There is no time zone "${zone}".`);
  const known = formatOf(path, format);
  const bytes = path === '-' ? await world.readInput() : await world.readFile(path);
  const today = dayIn(world.now(), zone);
  try {
    const { rows, invalid } = readRows(bytes, known, { zone, today });
    if (list !== undefined) for (const { item } of rows) item.list ??= list;
    return { bytes, rows, invalid };
  } catch (error) {
    if (error instanceof RowError) throw usage(`${path}: ${error.message}`);
    throw error;
  }
}

function formatOf(path: string, format: string | undefined): Format {
  if (format !== undefined) return wordOf('format', format, FORMATS);
  const found = FORMATS.find((each) => extname(path).toLowerCase() === `.${each}`);
  if (!found) throw usage('Say the format of the file: --format json or --format csv.');
  return found;
}

/** As `2026-12-31`: the English of Sweden writes days so. */
const dayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-SE', { timeZone, dateStyle: 'short' }).format(now);

/** @throws what ends the import, after it has said how far it got */
async function send(
  { output }: Context,
  client: Client,
  { bytes, rows }: { bytes: Uint8Array; rows: Row[] },
): Promise<Report> {
  const report = newReport();
  const onNew = (name: string) => output.note(`The list "${name}" is new.`);
  const onProgress = (sent: number) => output.note(`${sent} of ${rows.length}`);
  const ids = await listIds(client, rows, onNew);
  const options = { client, idOf: clientIds(bytes), listIds: ids, onProgress };
  await sendRows(rows, options, report).catch((error: unknown) => {
    output.note(`Stopped after ${report.created} new items. The same import continues there.`);
    throw error;
  });
  return report;
}
