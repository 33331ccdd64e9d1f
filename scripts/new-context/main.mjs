// Adds a context: `npm run new:context -- billing [--asks auth] [--entity invoice] [--plural invoices]
// [--owned-by user]`, and
// removes one: `npm run remove:context -- billing [--with-page] [--force]`. docs/adding-a-context.md describes both.
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultEntity, Refusal } from './names.mjs';
import { newPlan, recipeOf, removalPlan } from './plan.mjs';
import { Project } from './project.mjs';
import { write } from './write.mjs';

const USAGE = {
  new: 'Usage: npm run new:context -- <name> [--asks <context>,…] [--entity <name>] [--plural <name>] [--owned-by user]',
  remove: 'Usage: npm run remove:context -- <name> [--with-page] [--force]',
};
const text = { type: 'string' };
const flag = { type: 'boolean' };
const OPTIONS = {
  new: { asks: text, entity: text, plural: text, 'owned-by': text },
  remove: { 'with-page': flag, force: flag },
};
const COMMANDS = { new: add, remove };

const project = new Project(fileURLToPath(new URL('../..', import.meta.url)));

async function add(name, options) {
  const changes = project.changes();
  if (changes.length > 0) {
    throw new Refusal(`${changes[0].path} is not committed. Commit or stash all changes first.`);
  }
  const wanted = name === undefined ? await ask(options) : { context: name, ...options };
  const asks = (wanted.asks ?? '').split(/[\s,]+/).filter(Boolean);
  const recipe = recipeOf(project, { ...wanted, asks, ownedBy: options['owned-by'] });
  const files = await newPlan(project, recipe);
  write(project, { files });
  const folders = [
    ...new Set([...files.keys()].map((path) => path.split('/').slice(0, 2).join('/'))),
  ];
  console.log(`Added ${recipe.context}, with ${recipe.plural}: ${folders.join(', ')}`);
  console.log(nextSteps(recipe));
}

/** Asks a person on a terminal for what the options do not say. */
async function ask(options) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const context = (await terminal.question('Name of the context, such as billing: ')).trim();
    const fallback = defaultEntity(context || 'billing');
    const question = `What it stores, in the singular [${fallback}]: `;
    const entity = options.entity ?? (await terminal.question(question)).trim();
    const asks =
      options.asks ?? (await terminal.question('Contexts that it asks, such as auth [none]: '));
    return { ...options, context, entity: entity || fallback, asks };
  } finally {
    terminal.close();
  }
}

function nextSteps({ context, plural, asks, port }) {
  const open = asks.includes('auth')
    ? ''
    : '\nIts routes are open to all clients. With --asks auth they require a session.\n';
  const steps = [
    [`npm test -- ${context}`, 'its tests'],
    ['npm start', `the monolith, with /api/v1/${plural}`],
    [`npm run start:${context}`, `only ${context}, on port ${port}`],
    ['docs/adding-a-context.md', 'what each file is for'],
    [`npm run remove:context -- ${context}`, 'removes all of it'],
  ];
  const width = Math.max(...steps.map(([step]) => step.length)) + 3;
  return [open, 'Next:', ...steps.map(([step, why]) => `  ${step.padEnd(width)}${why}`)].join('\n');
}

async function remove(name, options) {
  if (name === undefined) throw new Refusal(USAGE.remove);
  const plan = await removalPlan(project, name, { ...options, withPage: options['with-page'] });
  write(project, plan);
  console.log(`Removed ${name}: ${plan.deleted.join(', ')}
Its data stays: the schema in its PostgreSQL, or the folder ${name} in DATA_DIR.
Other mentions, if there are any: git grep -w ${name}`);
}

const [command, ...args] = process.argv.slice(2);
try {
  const { values, positionals } = parseArgs({
    args,
    options: OPTIONS[command],
    allowPositionals: true,
  });
  if (positionals.length > 1) throw new Refusal(USAGE[command]);
  if (positionals.length === 0 && !process.stdin.isTTY) throw new Refusal(USAGE[command]);
  await COMMANDS[command](positionals[0], values);
} catch (error) {
  const isOurs = error instanceof Refusal || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(isOurs ? error.message : error);
  process.exitCode = 1;
}
