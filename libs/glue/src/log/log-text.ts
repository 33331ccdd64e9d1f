import { styleText } from 'node:util';

interface Line {
  level?: string;
  time?: string;
  msg?: string;
  context?: string;
  err?: LoggedError;
  [field: string]: unknown;
}

interface LoggedError {
  type?: string;
  message?: string;
  stack?: string;
  cause?: LoggedError;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Record<string, Style> = {
  fatal: ['bold', 'red'],
  error: 'red',
  warn: 'yellow',
  debug: 'dim',
  trace: 'dim',
};
/** A terminal shows one process, and traces need JSON. */
const LEFT_OUT = new Set(['service', 'pid', 'trace_id']);
const ROUTINE = new Set(['info', 'debug', 'trace']);
/** They would move the cursor, color the terminal or reverse the text. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Converts a line of JSON to readable text: the time, the message, and the fields. */
export function textOf(json: string, colours: boolean): string {
  const { level = 'info', time, msg = '', context, err, ...rest } = parse(json);
  const paint = (style: Style | undefined, text: string) =>
    colours && style ? styleText(style, text, { validateStream: false }) : text;
  const { what, more } = msg === 'request' ? request(rest) : { what: msg, more: rest };
  const said = [
    ROUTINE.has(level) ? '' : level.toUpperCase(),
    context ? `${context}:` : '',
    what,
  ].filter(Boolean);
  const head = paint(STYLES[level], harmless(said.join(' ')));
  const fields = paint('dim', harmless(fieldsOf(more, level)));
  return `${[paint('dim', clock(time)), head, fields].filter(Boolean).join(' ')}\n${traceOf(err)}`;
}

function parse(json: string): Line {
  try {
    return JSON.parse(json) as Line;
  } catch {
    return { msg: json.trimEnd() };
  }
}

function clock(time: string | undefined): string {
  return (time ? new Date(time) : new Date()).toTimeString().slice(0, 8);
}

function request({ method, route, status, ms, ...more }: Line) {
  return { what: `${text(method)} ${text(route)} ${text(status)} ${text(ms)} ms`, more };
}

/** A request's id helps when something went wrong: the client has it too. */
function fieldsOf(fields: Line, level: string): string {
  return Object.entries(fields)
    .filter(([name]) => !LEFT_OUT.has(name) && (name !== 'request_id' || !ROUTINE.has(level)))
    .map(([name, value]) => `${name}=${text(value)}`)
    .join(' ');
}

function traceOf(error: LoggedError | undefined): string {
  if (!error) return '';
  const { type, message, stack = `${type}: ${message}`, cause } = error;
  const lines = stack.split('\n').map((line) => `    ${harmless(line.trimEnd())}\n`);
  return lines.join('') + (cause ? `    caused by\n${traceOf(cause)}` : '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function harmless(value: string): string {
  return value.replace(
    CONTROLS,
    (control) => `\\u${control.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
