import { recorder } from '../../../../test/support/tool-output.js';
import { commonErrors, ServiceError, StartError } from '../errors/index.js';
import { explain } from './explain.js';
import { defineTool, runTool } from './tool.js';

class Store {
  readonly rows = ['a', 'b'];
}

const list = defineTool({
  name: 'rows',
  usage: 'list [--upper]',
  options: { upper: { type: 'boolean', default: false } },
  allowPositionals: true,
  uses: Store,
  async run({ rows }, { values, positionals }, terminal) {
    if (positionals[0] !== 'list') throw new StartError('only list');
    for (const row of rows) await terminal.print(values.upper ? row.toUpperCase() : row);
    return 3;
  },
});

const find = <T>() => new Store() as T;

describe('A tool', () => {
  it('gets its provider and its arguments, and has an exit code', async () => {
    const { printed, terminal } = recorder();
    await expect(runTool(list, ['list', '--upper'], find, terminal)).resolves.toEqual({ exit: 3 });
    expect(printed).toEqual(['A', 'B']);
  });

  it.each([
    ['an unknown option', ['--lower'], /--lower[^]*\nusage: npm run rows -- list \[--upper\]$/],
    ['a value for a flag', ['--upper=yes'], /--upper[^]*\nusage: /],
  ])('explains its usage: %s', async (_what, args, message) => {
    expect(() => list.prepare(args)).toThrow(StartError);
    const outcome = await runTool(list, args, find, recorder().terminal);
    expect(outcome).toEqual({ exit: 1, error: expect.stringMatching(message) });
  });

  it('allows words without a dash only if it says so', () => {
    const bare = defineTool({ name: 'x', usage: '', options: {}, uses: Store, run: async () => 0 });
    expect(() => bare.prepare(['word'])).toThrow(/word[^]*\nusage: npm run x -- $/);
  });

  it('has a text that explains it', () => {
    expect(list.help).toBe('usage: npm run rows -- list [--upper]');
    const { options, uses, run } = { options: {}, uses: Store, run: async () => 0 };
    const explained = defineTool({
      name: 'x',
      usage: '[y]',
      help: 'y  does it',
      options,
      uses,
      run,
    });
    expect(explained.help).toBe('usage: npm run x -- [y]\n\ny  does it');
  });

  it('gets no provider where there is none, only if it says so', async () => {
    const definition = { name: 'x', usage: '', options: {}, uses: 'store' };
    const run = async (store: Store | undefined) => store?.rows.length ?? 4;
    const none = (): never => {
      throw new Error('there is none');
    };
    const outcome = (isOptional: boolean) =>
      runTool(defineTool({ ...definition, isOptional, run }), [], none, recorder().terminal);
    expect(await outcome(true)).toEqual({ exit: 4 });
    expect(await outcome(false)).toMatchObject({ exit: 1 });
  });

  it('fails with the text of its error', async () => {
    const outcome = await runTool(list, ['drop'], find, recorder().terminal);
    expect(outcome).toEqual({ exit: 1, error: 'only list' });
  });
});

describe('explain', () => {
  it('gives the code and the cause of a service error, and no stack', () => {
    const cause = new Error('refused');
    const error = new ServiceError(commonErrors.internal, { cause });
    expect(explain(error)).toMatch(/^internal: .+ \(refused\)$/);
  });

  it('gives the stack of an unexpected error', () => {
    expect(explain(new TypeError('bug'))).toMatch(/^TypeError: bug\n +at /);
  });
});
