import { readFileSync } from 'node:fs';
import { COMMANDS } from './commands.js';
import { COMMAND } from './product.js';

const GUIDE = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
const SHELL = [...GUIDE.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, code]) => code!.split('\n'));

describe('the guide of the command', () => {
  it.each([...COMMANDS])('has an example of %s and of all of its verbs', (name, { operands }) => {
    const verbs = /^\[([a-z|]+) </.exec(operands)?.[1]?.split('|') ?? [];
    for (const call of [name, ...verbs.map((verb) => `${name} ${verb}`)]) {
      expect(GUIDE).toMatch(new RegExp(`\\b${COMMAND} ${call}(?![\\w-])`));
    }
  });

  it('has examples of commands and options that exist', () => {
    const calls = SHELL.filter((line) => line.startsWith(`${COMMAND} `)).map((line) =>
      line.split(' ').slice(1),
    );
    expect(calls.length).toBeGreaterThan(20);
    for (const [name, ...args] of calls) {
      if (name!.startsWith('--')) continue;
      const options = args.filter((each) => each.startsWith('--')).map((each) => each.slice(2));
      const { options: known } = COMMANDS.get(name!)!;
      expect(Object.keys(known)).toEqual(
        expect.arrayContaining(options.map((option) => option.split('=')[0])),
      );
    }
  });
});
