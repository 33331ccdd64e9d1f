import { readEvents, type SentEvent } from './sent-event.js';

async function read(...pieces: string[]) {
  const bytes = new TextEncoder().encode(pieces.join(''));
  const found: SentEvent[] = [];
  const retries: number[] = [];
  let signs = 0;
  // One byte at a time: also within a character.
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  for await (const event of readEvents(body, {
    onRetry: (ms) => retries.push(ms),
    onSign: () => signs++,
  }))
    found.push(event);
  expect(signs).toBeGreaterThan(0);
  return { found, retries };
}

it('reads events in any pieces, and passes over comments', async () => {
  const text =
    'retry: 1500\n\n:\n\nid: e-1\nevent: list\ndata: {"a":"ä: b"}\n\nevent: left\ndata: {"id":1}\n\n';
  expect(await read(text)).toEqual({
    found: [
      { name: 'list', id: 'e-1', data: { a: 'ä: b' } },
      { name: 'left', id: undefined, data: { id: 1 } },
    ],
    retries: [1_500],
  });
});

it('drops an event that was cut', async () => {
  expect((await read('event: left\ndata: {"id":1}\n')).found).toEqual([]);
});
