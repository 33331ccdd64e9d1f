import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  assertContextName,
  assertEntityName,
  defaultEntity,
  formsOf,
  pluralOf,
  Refusal,
} from './names.mjs';
import { render } from './render.mjs';
import { additions, edited, removals } from './shared.mjs';

/**
 * What the generator needs to know; most of it follows from what a person wants.
 *
 * @param {import('./project.mjs').Project} project
 * @param {{ context: string, entity?: string, plural?: string, asks?: string[], ownedBy?: string }} wanted
 * @throws Refusal
 */
export function recipeOf(
  project,
  { context, entity, plural, asks: asked = [], ownedBy },
  now = Date.now(),
) {
  assertContextName(context);
  const named = entity ?? defaultEntity(context);
  const many = plural ?? pluralOf(named);
  assertEntityName(context, named, many);
  project.assertFree({ context, entity: named, plural: many });
  const asks = ownedBy && !asked.includes('auth') ? ['auth', ...asked] : asked;
  if (ownedBy !== undefined) project.assertOwner(ownedBy);
  project.assertAskable(asks);
  const port = Math.max(8080, ...project.apps.map((app) => app.port)) + 1;
  const names = { context, entity: named, plural: many };
  return { ...names, asks, ownedBy, port: `${port}`, timestamp: `${now}` };
}

/** The files of a new context, and those that gain it: each path with its text. */
export async function newPlan(project, recipe) {
  const asked = project.apps.filter(({ name }) => recipe.asks.includes(name));
  const files = [...render(recipe), ...edited(project, additions({ ...recipe, asked }))];
  return new Map(
    await Promise.all(files.map(async ([path, text]) => [path, await pretty(project, path, text)])),
  );
}

/** A tool of development, which shipped code may not import by its name. */
const prettierOf = (project) =>
  import(pathToFileURL(join(project.folder, 'node_modules/prettier/index.mjs')).href);

async function pretty(project, path, text) {
  if (!path.endsWith('.ts')) return text;
  const { format, resolveConfig } = await prettierOf(project);
  const file = join(project.folder, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/** The folders and files of a context. */
export const foldersOf = (context) => [
  ...[`libs/${context}`, `libs/${context}-kernel`, `migrations/${context}`, `apps/${context}`],
  `contracts/${context}.json`,
];

/**
 * What the removal of a context deletes and changes.
 *
 * @throws Refusal
 */
export async function removalPlan(project, context, { withPage = false, force = false } = {}) {
  const { contexts } = project;
  if (!contexts.includes(context)) {
    throw new Refusal(`There is no context "${context}". Contexts are ${contexts.join(', ')}.`);
  }
  if (contexts.length === 1)
    throw new Refusal(`${context} is the only context. Add another one first.`);
  const importers = project.importersOf(context);
  if (importers.length > 0) throw new Refusal(importedBy(context, importers));
  const isOnPage = pageCalls(project).includes(context);
  if (isOnPage && !withPage) {
    throw new Refusal(`The web page calls ${context}. Add --with-page to remove apps/web, too.`);
  }
  const deleted = [...foldersOf(context), ...(isOnPage ? ['apps/web'] : [])];
  if (!force) await assertCommitted(project, context, deleted);
  return {
    deleted: deleted.filter((path) => project.has(path)),
    files: edited(project, removals(context)),
  };
}

function importedBy(context, files) {
  const others = files.length > 3 ? ` and ${files.length - 3} more` : '';
  const named = files.slice(0, 3).join(', ') + others;
  return `${context} is in use by ${named}. Remove what asks ${context} first.`;
}

function pageCalls(project) {
  if (!project.has('apps/web') || !project.has('apps/monolith/src/main.ts')) return [];
  const [, calls = ''] = /calls: \[(.*)\]/.exec(project.read('apps/monolith/src/main.ts')) ?? [];
  return calls.match(/[\w-]+/g) ?? [];
}

/** Files that were generated and are unchanged can be made again: they need no commit. */
async function assertCommitted(project, context, paths) {
  const changes = project.changes(...paths);
  if (changes.length === 0) return;
  const made = await generated(project, context);
  const lost = changes.find(
    ({ path, state }) => state !== '??' || !made.has(path) || made.get(path) !== project.read(path),
  );
  if (!lost) return;
  throw new Refusal(`${lost.path} is not committed. Commit it, or add --force to lose it.`);
}

/** What the generator has made of a context, according to its files; the snapshot follows from the rest. */
async function generated(project, context) {
  const migration = project
    .files(`migrations/${context}`)
    .map((file) => /\/(\d{13})-(.+)\.ts$/.exec(file))
    .find(Boolean);
  const code = `libs/${context}-kernel/src/${context}.contract.ts`;
  if (!migration || !project.has(code)) return new Map();
  const [, timestamp, plural] = migration;
  const [, snake = ''] = /(\w+)_not_found: notFound/.exec(project.read(code)) ?? [];
  const [, uses = ''] =
    /uses: \[([^\]]*)\]/.exec(project.read(`libs/${context}/src/${context}.context.ts`)) ?? [];
  const asks = project.contexts.filter((name) => uses.includes(`${formsOf(name).camel}Kernel`));
  const port = `${project.portOf(context)}`;
  const entity = snake.replaceAll('_', '-');
  const ownedBy = project.has(`libs/${context}/src/core/${entity}-owners.ts`) ? 'user' : undefined;
  const recipe = { context, entity, plural, asks, ownedBy, port, timestamp };
  const files = [...render(recipe)].map(async ([path, text]) => [
    path,
    await pretty(project, path, text),
  ]);
  const snapshot = `contracts/${context}.json`;
  return new Map([
    ...(await Promise.all(files)),
    [snapshot, project.has(snapshot) && project.read(snapshot)],
  ]);
}
