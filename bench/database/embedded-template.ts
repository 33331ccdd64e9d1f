import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from '../cleanup.js';
import { passwordHash } from './password-hash.js';
import type { Profile } from './profile.js';
import { openTables } from './schema.js';
import { seedAuth, seedSessions, seedTodo } from './seed.js';

/**
 * A data folder with seeded embedded databases, to be copied: each process needs a separate one.
 */
export class EmbeddedTemplate {
  private constructor(private readonly folder: string) {}

  static async create(profile: Profile, cleanup: Cleanup): Promise<EmbeddedTemplate> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const place = { url: undefined, dataDir: folder };

    const auth = await openTables('auth', place);
    const inAuth = (text: string, values?: unknown[]) => auth.query(text, values);
    await seedAuth(inAuth, profile, await passwordHash());
    await seedSessions(inAuth, profile);
    await auth.destroy();

    const todo = await openTables('todo', place);
    await seedTodo((text, values) => todo.query(text, values), profile);
    await todo.destroy();
    return new EmbeddedTemplate(folder);
  }

  async copyTo(dataDir: string): Promise<void> {
    await cp(this.folder, dataDir, { recursive: true });
  }
}
