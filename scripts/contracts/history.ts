import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartError } from '#glue/errors';
import { readSnapshot } from './read-snapshot.js';
import type { Snapshot } from './snapshot.js';

const FOLDER = 'contracts';
const run = promisify(execFile);

/** The snapshots of earlier versions, in the git repository of a folder. */
export class History {
  constructor(private readonly folder: string) {}

  /** The last tag, of the present branch, that has snapshots. */
  async lastTag(): Promise<string | undefined> {
    const tags = await this.git('tag', '--merged', 'HEAD', '--sort=-creatordate');
    for (const tag of tags.split('\n').filter(Boolean)) {
      if ((await this.namesAt(tag)).length > 0) return tag;
    }
    return undefined;
  }

  /** @throws StartError if git has no such version, or if a snapshot in it cannot be read */
  async at(ref: string): Promise<Snapshot[]> {
    const names = await this.namesAt(ref);
    if (names.length === 0) throw new StartError(`${ref} has no snapshots in ${FOLDER}/.`);
    return Promise.all(
      names.map(async (name) =>
        readSnapshot(await this.git('show', `${ref}:${name}`), `${name} at ${ref}`),
      ),
    );
  }

  private async namesAt(ref: string): Promise<string[]> {
    const names = await this.git('ls-tree', '--name-only', '--end-of-options', ref, `${FOLDER}/`);
    return names.split('\n').filter((name) => name.endsWith('.json'));
  }

  private async git(...args: string[]): Promise<string> {
    try {
      return (await run('git', ['-C', this.folder, ...args], { maxBuffer: 1e8 })).stdout;
    } catch (error) {
      const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
      throw new StartError(`git ${args.join(' ')}: ${reason.split('\n')[0]}`);
    }
  }
}
