import { extname } from 'node:path';
import type { Client } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { dayIn, isZone, wordOf } from '../args/values.js';
import { EXIT, usage } from '../command-error.js';
import { clientIds } from '../transfer/client-id.js';
import { placesOf } from '../transfer/list-ids.js';
import { type Format, FORMATS, readRows } from '../transfer/read-rows.js';
import { MAX_LIST } from '../transfer/item-fields.js';
import { newReport, printReport, type Report } from '../transfer/report.js';
import { type Row, RowError, type Rows } from '../transfer/row.types.js';
import { textOf } from '../transfer/texts.js';
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
    list: {
      type: 'string',
      value: 'list',
      text: 'the list of rows that name none: its name, its id, or default',
    },
    zone: { type: 'string', value: 'zone', text: 'of times without a zone' },
    'dry-run': { type: 'boolean', text: 'check the file, and send nothing' },
    'skip-invalid': { type: 'boolean', text: 'leave out what cannot be understood' },
  },
  async run(context, { values, positionals }) {
    const isDry = values['dry-run'] === true;
    const { bytes, rows, invalid } = await readFile(context, positionals[0]!, values);
    for (const { place, message } of invalid) context.output.note(`${place}: ${message}`);
    if (invalid.length > 0 && !values['skip-invalid']) {
      const checked = isDry ? { valid: rows.length } : newReport();
      if (context.output.isJson) printReport(context.output, { ...checked, invalid });
      throw usage(`${invalid.length} cannot be understood. Nothing was sent (--skip-invalid).`);
    }
    if (isDry) {
      printReport(context.output, { valid: rows.length, invalid });
      return EXIT.ok;
    }
    const client = await context.connect();
    const report = newReport();
    let isDone = false;
    try {
      await send(context, client, { bytes, rows, list: values.list?.trim() }, report);
      isDone = true;
    } finally {
      if (isDone || context.output.isJson) printReport(context.output, { ...report, invalid });
    }
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
  assertList(list);
  const known = formatOf(path, format);
  const bytes = path === '-' ? await world.readInput() : await world.readFile(path);
  const today = dayIn(world.now(), zone);
  try {
    const { rows, invalid } = readRows(bytes, known, { zone, today });
    return { bytes, rows, invalid };
  } catch (error) {
    if (error instanceof RowError) throw usage(`${path}: ${error.message}`);
    throw error;
  }
}

/** Checked before anything is sent, as the lists of rows are. @throws CommandError */
function assertList(list: string | undefined): void {
  try {
    if (list !== undefined) textOf('--list', list, MAX_LIST);
  } catch (error) {
    throw error instanceof RowError ? usage(`${error.message}.`) : error;
  }
}

function formatOf(path: string, format: string | undefined): Format {
  if (format !== undefined) return wordOf('format', format, FORMATS);
  const found = FORMATS.find((each) => extname(path).toLowerCase() === `.${each}`);
  if (!found) throw usage('Say the format of the file: --format json or --format csv.');
  return found;
}

/** @throws what ends the import, after it has said how far it got */
async function send(
  { output, world }: Context,
  client: Client,
  { bytes, rows, list }: { bytes: Uint8Array; rows: Row[]; list: string | undefined },
  report: Report,
): Promise<void> {
  const onNew = (name: string) => output.note(`The list "${name}" is new.`);
  const onProgress = (sent: number) => output.note(`${sent} of ${rows.length}`);
  const places = await placesOf(client, rows, list, onNew);
  const pause = (ms: number) => {
    output.note(`The server is not ready. Trying again in ${ms / 1_000} s …`);
    return world.pause(ms);
  };
  const options = { client, idOf: clientIds(bytes), places, onProgress, pause };
  await sendRows(rows, options, report).catch((error: unknown) => {
    output.note(`Stopped after ${report.created} new items. The same import continues there.`);
    throw error;
  });
}
