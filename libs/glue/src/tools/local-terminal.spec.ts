import { PassThrough } from 'node:stream';
import { jest } from '@jest/globals';
import { LocalTerminal } from './local-terminal.js';

/** A terminal at which `keys` are typed when a question is asked. */
function typing(keys: string, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  output.on('data', (text: Buffer) => {
    shown += text.toString();
    if (shown.endsWith('? ')) input.write(keys);
  });
  const interrupt = jest.fn<() => undefined>();
  const terminal = new LocalTerminal(input, output, interrupt);
  return { terminal, interrupt, shown: () => shown };
}

describe('LocalTerminal', () => {
  it('prints lines', async () => {
    const { terminal, shown } = typing('');
    await terminal.print('one\ntwo');
    await terminal.print('three');
    expect(shown()).toBe('one\ntwo\nthree\n');
  });

  it('asks again and again', async () => {
    const { terminal } = typing('yes\r');
    await expect(terminal.ask('Sure? ')).resolves.toBe('yes');
    await expect(terminal.ask('Really? ')).resolves.toBe('yes');
  });

  it('cannot ask where there is no terminal', async () => {
    const { terminal, shown } = typing('yes\r', false);
    await expect(terminal.ask('Sure? ')).resolves.toBeUndefined();
    expect(shown()).toBe('');
  });

  it('takes Ctrl-D as an empty answer, and Ctrl-C as an interruption', async () => {
    const [end, interrupted] = [typing('\x04'), typing('\x03')];
    await expect(end.terminal.ask('Sure? ')).resolves.toBe('');
    expect(end.interrupt).not.toHaveBeenCalled();
    void interrupted.terminal.ask('Sure? ');
    expect(interrupted.interrupt).toHaveBeenCalledTimes(1);
  });

  it('ignores that the reader of a pipe has ended', async () => {
    const output = new PassThrough();
    const terminal = new LocalTerminal(new PassThrough(), output, () => undefined);
    output.destroy();
    await terminal.print('unread');
  });
});
