import { EventEmitter } from 'node:events';
import { Streams } from './streams.js';

const errorOf = (code: string) => Object.assign(new Error(`${code}: no`), { code });

/** Streams whose process would end with the codes in `ends`. */
function watched() {
  const [stdout, stderr] = [0, 0].map(() => {
    const written: string[] = [];
    return Object.assign(new EventEmitter(), {
      written,
      write: (text: string) => written.push(text),
    });
  });
  const ends: number[] = [];
  const streams = new Streams(stdout!, stderr!, (code) => ends.push(code));
  return { stdout: stdout!, stderr: stderr!, ends, streams };
}

describe('the output of the process', () => {
  it('without a reader ends a command that reads', () => {
    const { stdout, ends, streams } = watched();
    streams.isOnlyReading = true;
    stdout.emit('error', errorOf('EPIPE'));
    expect([ends, streams.exitOf(0)]).toEqual([[0], 0]);
  });

  it('without a reader stops no command that writes', () => {
    const { stdout, stderr, ends, streams } = watched();
    stdout.emit('error', errorOf('EPIPE'));
    stderr.emit('error', errorOf('EPIPE'));
    expect([ends, streams.exitOf(0), streams.exitOf(1), stderr.written]).toEqual([[], 0, 1, []]);
  });

  it('to a full disk is a failure, which is said once', () => {
    const { stdout, stderr, ends, streams } = watched();
    stdout.emit('error', errorOf('ENOSPC'));
    stdout.emit('error', errorOf('ENOSPC'));
    expect(stderr.written).toEqual([expect.stringMatching(/: stdout cannot be .*ENOSPC: no\n$/)]);
    expect([ends, streams.exitOf(0), streams.exitOf(4)]).toEqual([[], 1, 4]);
    streams.isOnlyReading = true;
    stdout.emit('error', errorOf('ENOSPC'));
    expect(ends).toEqual([1]);
  });
});
