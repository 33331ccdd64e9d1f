import { waitFor } from './wait-for.js';

/** A server-sent event. */
export interface StreamEvent {
  event: string;
  id: string | undefined;
  data: unknown;
}

const LIMIT_MS = 10_000;

/** Reads a stream of events, as a page does. */
export class EventReader {
  readonly events: StreamEvent[] = [];
  /** All of it, also what is no event. */
  text = '';
  hasEnded = false;
  lastId: string | undefined;
  /** Called with each event. */
  onEvent: (event: StreamEvent) => void = () => undefined;
  private readonly aborted = new AbortController();
  private unread = '';

  private constructor(readonly response: Response) {}

  /** Opens a stream; check its `response` if it may be refused. */
  static async open(
    url: string,
    headers: Record<string, string>,
    onEvent: (event: StreamEvent) => void = () => undefined,
  ): Promise<EventReader> {
    const aborted = new AbortController();
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: aborted.signal,
    });
    const reader = new EventReader(response);
    reader.onEvent = onEvent;
    reader.aborted.signal.addEventListener('abort', () => aborted.abort());
    if (response.status === 200) void reader.read();
    return reader;
  }

  close(): void {
    this.aborted.abort();
  }

  /** Waits for the first event that fits, also an earlier one. */
  async until(fits: (event: StreamEvent) => boolean, limitMs = LIMIT_MS): Promise<StreamEvent> {
    const find = () => this.events.find(fits);
    await waitFor(
      () => find() !== undefined,
      limitMs,
      () => `an event; there are ${JSON.stringify(this.events)}`,
    );
    return find()!;
  }

  async untilEnded(limitMs = LIMIT_MS): Promise<void> {
    await waitFor(
      () => this.hasEnded,
      limitMs,
      () => 'the stream to end',
    );
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body!) {
        this.take(decoder.decode(chunk as Uint8Array, { stream: true }));
      }
    } catch {
      // the server has closed it, or this reader
    }
    this.hasEnded = true;
  }

  private take(text: string): void {
    this.text += text;
    const blocks = (this.unread + text).split('\n\n');
    this.unread = blocks.pop()!;
    for (const block of blocks) this.note(block);
  }

  private note(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const at = line.indexOf(': ');
        return [line.slice(0, at), line.slice(at + 2)];
      }),
    );
    const [id, data] = [fields.get('id'), fields.get('data')];
    if (id !== undefined) this.lastId = id;
    if (data === undefined) return;
    const event = {
      event: fields.get('event') ?? 'message',
      id,
      data: JSON.parse(data) as unknown,
    };
    this.events.push(event);
    this.onEvent(event);
  }
}
