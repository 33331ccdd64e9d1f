import { readFileSync } from 'node:fs';

const SOURCE = readFileSync(new URL('audit-entries.ts', import.meta.url), 'utf8');
const PAGE = readFileSync(new URL('../../../../docs/accounts.md', import.meta.url), 'utf8');

/** The members of a union of texts. */
function membersOf(type: string): string[] {
  const [, members] = new RegExp(`type ${type} =([^;]+);`).exec(SOURCE)!;
  return [...members!.matchAll(/'(\w+)'/g)].map(([, action]) => action!);
}

it('docs/accounts.md explains each action, and no other', () => {
  const [, section] = /^## Audit$([^]+?)^`GET \/api\/v2\/todo\/audit`/m.exec(PAGE)!;
  const rows = section!.split('\n').filter((line) => line.startsWith('| `'));
  // Opposites are named beside the meaning.
  const names = rows.flatMap((row) => [...row.matchAll(/`(\w+_?\w*)`/g)].map(([, name]) => name!));
  const explained = names.filter((name) => !['action', 'system'].includes(name));
  const actions = [...membersOf('AuditAction'), ...membersOf('FactorAction')];
  expect(explained.sort()).toEqual(actions.sort());
});
