import { writeFile } from 'node:fs/promises';
import { title } from './table.js';
import type { Target } from './targets.js';

/** Prints what is measured as it comes, and keeps it for the end. */
export class Report {
  readonly targets: Target[] = [];
  private readonly data: Record<string, unknown> = {};

  /** @param data the figures of the section, for the JSON file */
  section(heading: string, text: string, data?: unknown): void {
    console.log(`${title(heading)}\n${text}`);
    this.data[heading] = data ?? text;
  }

  /** What is going on, for somebody who waits. */
  progress(what: string): void {
    process.stderr.write(`… ${what}\n`);
  }

  async write(file: string): Promise<void> {
    await writeFile(file, `${JSON.stringify({ ...this.data, targets: this.targets }, null, 2)}\n`);
  }
}
