/** An event of a stream (HTML, 9.2.6). */
export interface SentEvent {
  name: string;
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

/** The events in the text of a stream, which arrives in any pieces. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { onRetry, onSign }: StreamListener,
): AsyncGenerator<SentEvent> {
  const decoder = new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>;
  const reader = body.pipeThrough(decoder).getReader();
  let unread = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onSign();
    const blocks = (unread + value).split('\n\n');
    unread = blocks.pop()!;
    for (const block of blocks) {
      const fields = fieldsOf(block);
      if (fields.has('retry')) onRetry(Number(fields.get('retry')));
      const data = fields.get('data');
      if (data === undefined) continue;
      yield { name: fields.get('event') ?? '', id: fields.get('id'), data: JSON.parse(data) };
    }
  }
}

/** A line without a name is a comment. */
function fieldsOf(block: string): Map<string, string> {
  const lines = block.split('\n').map((line) => line.split(': ') as [string, ...string[]]);
  return new Map(lines.map(([name, ...rest]) => [name, rest.join(': ')]));
}
