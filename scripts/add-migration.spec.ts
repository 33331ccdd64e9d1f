import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const contexts = readdirSync(join(ROOT, 'migrations'));
const CONTEXT = contexts[0]!;
const [TAKEN] = readdirSync(join(ROOT, 'migrations', CONTEXT)).sort();
const SCRIPT = join('scripts', 'add-migration.sh');

describe('scripts/add-migration.sh', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migration-'));
    for (const name of ['migrations', 'package.json', SCRIPT]) {
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const add = (...args: string[]) => run(join(folder, SCRIPT), args);
  const path = (file = '') => join(folder, 'migrations', CONTEXT, file);
  const index = () => readFile(path('index.ts'), 'utf8');
  const list = async () => /\[([^\]]*)\]/.exec(await index())![1]!.match(/\w+/g) ?? [];

  it('adds a migration and enters it as the last one', async () => {
    const before = await list();
    const { code, output } = await add(CONTEXT, 'add-due-date');
    const [, timestamp] = /(\d{13})-add-due-date\.ts\n$/.exec(output) ?? [];
    expect(code).toBe(0);
    expect(output).toBe(`migrations/${CONTEXT}/${timestamp}-add-due-date.ts\n`);
    expect(await list()).toEqual([...before, `AddDueDate${timestamp}`]);
    expect(await readdir(path())).toContain(`${timestamp}-add-due-date.ts`);
  });

  it('keeps the order of many, and writes code that compiles and is formatted', async () => {
    const before = await list();
    const words = ['one', 'v2-of-it', 'three', 'a-change-that-takes-many-words-to-be-described'];
    for (const what of words) expect(await add(CONTEXT, what)).toMatchObject({ code: 0 });

    const names = (await list()).slice(before.length).map((name) => name.replace(/\d{13}$/, ''));
    expect(names).toEqual(['One', 'V2OfIt', 'Three', 'AChangeThatTakesManyWordsToBeDescribed']);
    const files = (await readdir(path())).sort();
    expect(files.slice(before.length, -1).map((file) => file.slice(14, -3))).toEqual(words);

    expect(problems(path('index.ts'))).toEqual([]);
    const style = await resolveConfig(join(ROOT, 'migrations', 'index.ts'));
    for (const file of files) {
      const text = await readFile(path(file), 'utf8');
      expect(await format(text, { ...style, parser: 'typescript' })).toBe(text);
    }
  });

  it('is later than every other migration, even if a clock was ahead', async () => {
    await writeFile(path('9000000000000-ahead.ts'), '');
    expect((await add(CONTEXT, 'after')).output).toBe(
      `migrations/${CONTEXT}/9000000000001-after.ts\n`,
    );
  });

  it('prints its usage without arguments', async () => {
    const { code, errors } = await add();
    expect(code).toBe(1);
    expect(errors).toMatch(
      new RegExp(`^usage: .*<context> <what>[^]*one of: ${contexts.join(' ')}`),
    );
  });

  it.each([
    ['an unknown context', 'unknown', 'add-due-date', 'unknown'],
    ['a context outside of migrations', '../libs', 'add-due-date', '../libs'],
    ['capitals', CONTEXT, 'AddDueDate', 'AddDueDate'],
    ['underscores', CONTEXT, 'add_due_date', 'add_due_date'],
    ['a digit in front', CONTEXT, '2nd', '2nd'],
    ['a hyphen at the end', CONTEXT, 'add-', 'add-'],
    ['two hyphens', CONTEXT, 'add--due', 'add--due'],
    ['two lines', CONTEXT, 'add\ndue', 'add'],
    ['no name', CONTEXT, '', "''"],
    ['a name that is taken', CONTEXT, TAKEN!.slice(14, -3), 'is there already'],
  ])('refuses %s and changes nothing', async (_, context, what, said) => {
    const before = [await index(), ...(await readdir(path()))];
    const { code, errors } = await add(context, what);
    expect(code).toBe(1);
    expect(errors).toContain(said);
    expect([await index(), ...(await readdir(path()))]).toEqual(before);
  });
});

interface Ended {
  code: number | string;
  output: string;
  errors: string;
}

/** Runs the script from another folder, because it must work from any. */
function run(script: string, args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(script, args, { cwd: tmpdir() }, (error, output, errors) =>
      resolve({ code: error?.code ?? 0, output, errors }),
    );
  });
}

/** The errors of the compiler, as strict as in this project, for a file and its imports. */
function problems(file: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([file], { ...options, rootDir: undefined, types: [] });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
