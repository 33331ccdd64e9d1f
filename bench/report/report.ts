import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { title } from './table.js';
import type { Target } from './targets.js';

/** Prints results at once, and keeps them for the end. */
export class Report {
  readonly targets: Target[] = [];
  private readonly data: Record<string, unknown> = {};

  /** @param data the figures of the section, for the JSON file */
  section(heading: string, text: string, data?: unknown): void {
    console.log(`${title(heading)}\n${text}`);
    this.data[heading] = data ?? text;
  }

  /** Shows progress. */
  progress(what: string): void {
    process.stderr.write(`… ${what}\n`);
  }

  /** Creates the folder if it is missing: a run is long, and ends with this. */
  async write(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ ...this.data, targets: this.targets }, null, 2)}\n`);
  }
}
