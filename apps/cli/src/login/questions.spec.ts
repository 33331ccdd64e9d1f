import { PassThrough } from 'node:stream';
import { Questions } from './questions.js';

/** Questions to a person who types, or to a file. */
function asked(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  const questions = new Questions(input, { write: (text) => (shown += text) });
  return { input, questions, shown: () => shown };
}

describe('questions', () => {
  it('show what is typed, but no secret', async () => {
    const { input, questions, shown } = asked(true);
    const email = questions.ask('Email: ');
    input.write('ada\r');
    expect(await email).toBe('ada');
    const password = questions.ask('Password: ', { hidden: true });
    input.write('a secret\r');
    expect(await password).toBe('a secret');
    expect(shown()).toContain('Email: ');
    expect(shown()).toContain('ada');
    expect(shown()).toContain('Password: \n');
    expect(shown()).not.toContain('secret');
  });

  it.each([
    ['\u0003', 'Stopped.'],
    ['\u0004', 'There was no answer.'],
  ])('end with %j', async (key, message) => {
    const { input, questions } = asked(true);
    const answer = questions.ask('Password: ', { hidden: true });
    input.write(key);
    await expect(answer).rejects.toThrow(message);
  });

  it('have the lines of a file as answers', async () => {
    const { input, questions, shown } = asked(false);
    input.end('ada\na secret\n');
    expect(await questions.ask('Email: ')).toBe('ada');
    expect(await questions.ask('Password: ', { hidden: true })).toBe('a secret');
    await expect(questions.ask('Code: ')).rejects.toThrow('There was no answer.');
    expect(shown()).toBe('');
    questions.close();
  });
});
