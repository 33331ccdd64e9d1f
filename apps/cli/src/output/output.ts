import type { World } from '../world.types.js';
import { escaped, escapedLines, safeJson } from './escape.js';

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

export type Style = keyof typeof STYLES;

/** A part of a line: text, which is escaped, and how it looks. */
export type Piece = string | readonly [text: string, style: Style];

/** Data to stdout, messages to stderr. Texts of others cannot control the terminal. */
export class Output {
  constructor(
    private readonly world: Pick<World, 'stdout' | 'stderr' | 'isTerminal' | 'hasColour'>,
    /** Whether data is JSON, for programs. */
    readonly isJson: boolean,
  ) {}

  /** A line for people. */
  line(...pieces: Piece[]): void {
    this.world.stdout.write(`${pieces.map((piece) => this.shown(piece)).join('')}\n`);
  }

  /** A text of several lines for people. */
  lines(text: string): void {
    this.world.stdout.write(`${escapedLines(text)}\n`);
  }

  /** A JSON document. */
  json(value: unknown): void {
    this.world.stdout.write(`${safeJson(value, 2)}\n`);
  }

  /** A JSON document in one line. */
  jsonLine(value: unknown): void {
    this.world.stdout.write(`${safeJson(value)}\n`);
  }

  /** Text of a file, unchanged unless a person sees it. */
  text(text: string): void {
    this.world.stdout.write(this.world.isTerminal ? escapedLines(text) : text);
  }

  /** A message. */
  note(text: string): void {
    this.world.stderr.write(`${escapedLines(text)}\n`);
  }

  private shown(piece: Piece): string {
    if (typeof piece === 'string') return escaped(piece);
    const [text, style] = piece;
    return this.world.hasColour
      ? `\u001b[${STYLES[style]}m${escaped(text)}\u001b[0m`
      : escaped(text);
  }
}
