import { format, resolveConfig } from 'prettier';
import { Project } from './project.mjs';
import { additions, edited, removals } from './shared.mjs';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A project in which files have other texts. */
class Changed extends Project {
  constructor(private readonly texts: Map<string, string>) {
    super(ROOT);
  }

  override read(path: string): string {
    return this.texts.get(path) ?? super.read(path);
  }
}

describe('the files that name all contexts', () => {
  const before = new Project(ROOT);
  const asked = [{ name: 'auth', port: 8081 }];
  const add = (project: Project, context: string) =>
    edited(project, additions({ context, asked, port: '8090' }));

  it.each(['billing', 'order-history', 'todo-archive', 'auth-x'])(
    'are the same after %s was added and removed',
    (context) => {
      const added = add(before, context);
      for (const [path, text] of added) expect([path, text]).not.toEqual([path, before.read(path)]);
      const removed = edited(new Changed(added), removals(context));
      for (const [path, text] of removed) expect([path, text]).toEqual([path, before.read(path)]);
    },
  );

  it('are formatted with two more', async () => {
    const both = add(new Changed(add(before, 'order-history')), 'customer-support');
    for (const path of ['docker-compose.yml', 'package.json', 'libs/contexts.ts']) {
      const options = { ...(await resolveConfig(ROOT + path)), filepath: path };
      expect(await format(both.get(path)!, options)).toBe(both.get(path));
    }
  });

  it('keep a context whose name begins with that of the removed one', () => {
    const longer = add(before, 'bill-archive');
    const both = add(new Changed(longer), 'bill');
    const removed = edited(new Changed(both), removals('bill'));
    for (const [path, text] of removed) expect([path, text]).toEqual([path, longer.get(path)]);
  });

  it('lose lines that a person has added to its service', () => {
    const added = add(before, 'billing');
    const compose = added.get('docker-compose.yml')!;
    const line = '    mem_limit: 512m\n    profiles: [split]\n    image: seam-billing';
    expect(compose).toContain(line);
    added.set('docker-compose.yml', compose.replace(line, `    init: true\n${line}`));
    const removed = edited(new Changed(added), removals('billing'));
    expect(removed.get('docker-compose.yml')).toBe(before.read('docker-compose.yml'));
  });
});
