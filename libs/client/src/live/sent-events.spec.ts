import { readEvents, type SentEvent } from './sent-events.js';

async function read(text: string, pieceLength: number) {
  const bytes = new TextEncoder().encode(text);
  const found: SentEvent[] = [];
  const retries: number[] = [];
  let signs = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += pieceLength) {
        controller.enqueue(bytes.slice(at, at + pieceLength));
      }
      controller.close();
    },
  });
  const listener = { onRetry: (ms: number) => retries.push(ms), onSign: () => signs++ };
  for await (const event of readEvents(body, listener)) found.push(event);
  expect(signs).toBe(Math.ceil(bytes.length / pieceLength));
  return { found, retries };
}

const TEXT =
  '\uFEFFretry: 1500\n\n:\n\n: sign of life\n\nid: e-1\nevent: list\ndata: {"a":"ä: b"}\n\n' +
  'event:left\ndata:{"id":\ndata: 1}\n\nid\nunknown: x\n\nevent: current\n\n';
const FOUND = {
  found: [
    { name: 'list', id: 'e-1', data: { a: 'ä: b' } },
    { name: 'left', id: undefined, data: { id: 1 } },
  ],
  retries: [1_500],
};

describe('the events of a stream', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('are read in any pieces, with lines that end with %s', async (_, end) => {
    // With CR alone, the end of the last line is known with the next piece only.
    const text = TEXT.replaceAll('\n', end) + ':';
    for (let length = 1; length <= 20; length++) expect(await read(text, length)).toEqual(FOUND);
    expect(await read(text, 1_000)).toEqual(FOUND);
  });

  it('leave out one that is cut', async () => {
    expect((await read('event: left\ndata: {"id":1}\n', 3)).found).toEqual([]);
  });
});
