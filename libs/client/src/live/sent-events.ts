/** An event of a stream of server-sent events (HTML, 9.2). */
export interface SentEvent {
  name: string;
  /** For `Last-Event-ID`; `undefined` if the event has none. */
  id: string | undefined;
  data: unknown;
}

/** Gets what a stream says beside its events. */
export interface StreamListener {
  /** When to ask again, in milliseconds. */
  onRetry: (ms: number) => void;
  /** Something has arrived: the connection works. */
  onSign: () => void;
}

/** A CR at the end of a piece may be half of a CRLF. */
const END_OF_LINE = /\r\n|\n|\r(?!$)/;
/** After the name of a field; a comment has none. */
const END_OF_NAME = /(?<=^\w*): ?/;

/**
 * The events of a stream, which arrives in any pieces. One that is cut at the end is left out.
 *
 * @throws SyntaxError if the data of an event are no JSON; what reading the body throws
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { onRetry, onSign }: StreamListener,
): AsyncGenerator<SentEvent> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let unread = '';
  let fields: Record<string, string | undefined> = {};
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onSign();
    const lines = (unread + decoder.decode(value, { stream: true })).split(END_OF_LINE);
    unread = lines.pop()!;
    for (const line of lines) {
      const [name = '', text = ''] = line.split(END_OF_NAME);
      if (name === 'retry') onRetry(+text);
      fields[name] = name === 'data' && 'data' in fields ? `${fields.data}\n${text}` : text;
      if (line) continue;
      const { event = '', id, data } = fields;
      fields = {};
      if (data) yield { name: event, id, data: JSON.parse(data) };
    }
  }
}
