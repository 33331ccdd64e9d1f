import { readFile } from 'node:fs/promises';
import { authConfig } from '#auth';
import {
  authTransportConfig,
  httpBindingConfig,
  sessionCacheConfig,
  tokenConfig,
} from '#auth-kernel';
import { readConfig, serverConfig } from '#glue/config';
import { todoConfig } from '#todo';

const ROOT = new URL('../../', import.meta.url);
const PARTS = [
  serverConfig({ port: 0 }),
  tokenConfig,
  authConfig,
  authTransportConfig,
  httpBindingConfig,
  sessionCacheConfig,
  todoConfig,
];

/** The variables that the code reads, and those that the documents explain. */
describe('the variables of the environment', () => {
  const read = PARTS.flatMap(({ shape }) => Object.keys(shape)).sort();
  const explainedIn = async (file: string, variable: RegExp) => {
    const text = await readFile(new URL(file, ROOT), 'utf8');
    return [...text.matchAll(variable)].map(([, name]) => name).sort();
  };
  /** A row of the table may explain several. */
  const inTable = async (file: string) => {
    const rows = await explainedIn(file, /^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) +\| /gm);
    return rows.flatMap((row) => row!.match(/[A-Z_]+/g)).sort();
  };

  it('are all in the README, and no others', async () => {
    expect(await inTable('README.md')).toEqual(read);
  });

  it('say of production what it wants, and nothing that it does not do', async () => {
    const start = () => readConfig(PARTS, { NODE_ENV: 'production' });
    const wanted = read.filter((name) => thrownBy(start).includes(`${name}:`));
    const text = await readFile(new URL('README.md', ROOT), 'utf8');
    const [, meaning] = /^\| `NODE_ENV` .* \| (.*?) +\|$/m.exec(text)!;
    const names = wanted.map((name) => `\`${name}\``).join(' and ');
    expect(meaning).toBe(`\`development\`, \`test\` or \`production\`; the last wants ${names}`);
  });

  it('are all in .env.example, and no others', async () => {
    expect(await explainedIn('.env.example', /^#([A-Z_]+)=/gm)).toEqual(read);
  });

  it('have no value in .env.example: copied as it is, it changes nothing', async () => {
    expect(await explainedIn('.env.example', /^([A-Z_]+)=/gm)).toEqual([]);
  });
});

function thrownBy(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
