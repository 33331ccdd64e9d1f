import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WholeCopy } from '../contexts/whole-copy.js';
import type { Programs } from '../topologies/split.js';
import { type Steps, STEPS_VARIABLE } from './deployment.js';

/** A test of a suite: its name, and how it failed. */
export interface Outcome {
  name: string;
  failure: string | undefined;
}

/** A built version of the project, with the tests that it had. */
export class Version {
  readonly programs: Programs;

  /** @param name in titles and messages, such as `v1.2.0` */
  constructor(
    readonly name: string,
    private readonly tree: Pick<WholeCopy, 'folder' | 'run'>,
  ) {
    // Not through the link: another build must not replace the programs while a run lasts.
    const build = realpathSync(join(tree.folder, 'dist'));
    const program = (app: string) => join(build, `apps/${app}/bundle/main.js`);
    this.programs = { auth: program('auth'), todo: program('todo') };
  }

  /**
   * Runs the end-to-end suite of this version, against programs of any version.
   *
   * @throws Error with the output, if the suite did not run
   */
  async suite(steps: Steps): Promise<Outcome[]> {
    const file = join(tmpdir(), `suite-${randomUUID()}.json`);
    const args = ['--testMatch', '**/*.mixture-spec.ts', '--runInBand', '--silent'];
    const { code, output } = await this.tree.run(
      'scripts/jest.sh',
      [...args, '--json', '--outputFile', file],
      { [STEPS_VARIABLE]: JSON.stringify(steps) },
    );
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error(`the suite of ${this.name} did not run (exit code ${code}):\n${output}`);
    });
    await rm(file);
    return outcomesIn(JSON.parse(text) as Report, this.name);
  }
}

/** What Jest writes with `--json`. */
interface Report {
  testResults: {
    message: string;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      status: string;
      failureMessages: string[];
    }[];
  }[];
}

function outcomesIn({ testResults }: Report, version: string): Outcome[] {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (all.length === 0) {
    throw new Error(`the suite of ${version} has no tests: ${testResults[0]?.message ?? ''}`);
  }
  return all.map(({ ancestorTitles, title, status, failureMessages }) => ({
    name: [...ancestorTitles, title].join(' > '),
    failure: status === 'passed' ? undefined : (failureMessages[0] ?? status),
  }));
}
