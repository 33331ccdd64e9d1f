import { randomBytes } from 'node:crypto';

/** Characters of base64 that depend on the text before or after. */
const EDGE = 2;

/** Makes unique values, and finds them in a text in any encoding. */
export class Canaries {
  private readonly stem = `canary${randomBytes(6).toString('hex')}`;
  private readonly forms: readonly string[] = formsOf(this.stem);
  private count = 0;

  /** A new value of letters and digits. */
  next(): string {
    return `${this.stem}x${++this.count}`;
  }

  /** How many there are. */
  get given(): number {
    return this.count;
  }

  /** The lines of a text with one of them: plain, in base64, in hexadecimal or as bytes. */
  foundIn(text: string): string[] {
    const found = text
      .split('\n')
      .filter((line) => this.forms.some((form) => line.toLowerCase().includes(form)));
    return found.map((line) => (line.length > 500 ? `${line.slice(0, 500)} …` : line));
  }
}

/** All in lower case: values with changed case count too. */
function formsOf(stem: string): string[] {
  const bytes = Buffer.from(stem);
  const base64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return shifted.replace(/=+$/, '').slice(EDGE + offset, -EDGE);
  });
  const forms = [stem, bytes.toString('hex'), bytes.join(','), ...base64];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}
