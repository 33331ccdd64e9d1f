import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formsOf, Refusal } from './names.mjs';

const CODE = ['apps', 'bench', 'libs', 'migrations', 'scripts', 'test'];
const MAIN = /^apps\/([^/]+)\/src\/main\.ts$/;
/** At the beginning of a line: tests have imports in texts, too. */
const IMPORT = /^(?:import|export|\}).* from '#(?:migrations\/)?([\w-]+?)(?:-kernel)?'/gm;

/** A project in a folder: what the generator must know of it. */
export class Project {
  constructor(folder) {
    this.folder = folder;
  }

  has(path) {
    return existsSync(join(this.folder, path));
  }

  read(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  bytes(path) {
    return readFileSync(join(this.folder, path));
  }

  /** The files below a folder. */
  files(path) {
    if (!this.has(path) || !statSync(join(this.folder, path)).isDirectory()) return [];
    const entries = readdirSync(join(this.folder, path), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(relative(this.folder, entry.parentPath ?? entry.path), entry.name));
  }

  /** The names in libs/contexts.ts. */
  get contexts() {
    const lines = this.read('libs/contexts.ts').matchAll(/^ {2}'?([\w-]+)'?: async/gm);
    return [...lines].map(([, name]) => name);
  }

  /** The apps, each with its port. */
  get apps() {
    const names = this.files('apps').flatMap((file) => MAIN.exec(file)?.[1] ?? []);
    return names.map((name) => ({ name, port: this.portOf(name) }));
  }

  portOf(app) {
    return Number(/\bport: (\d+)/.exec(this.read(`apps/${app}/src/main.ts`))[1]);
  }

  /** The files that import a context or its kernel, and are not part of it. */
  importersOf(context) {
    const own = new RegExp(
      `^(?:libs|apps|migrations)/${context}(?:-kernel)?/|^libs/contexts\\.ts$`,
    );
    return CODE.flatMap((folder) => this.files(folder))
      .filter((file) => /\.tsx?$/.test(file) && !own.test(file) && !file.includes('node_modules'))
      .filter((file) => [...this.read(file).matchAll(IMPORT)].some(([, name]) => name === context));
  }

  /** The sources of libraries. */
  get libraries() {
    return this.files('libs').filter((file) => file.endsWith('.ts') && !/spec|suite/.test(file));
  }

  /** @throws Refusal if the context would collide with what is there */
  assertFree({ context, entity, plural }) {
    const { kebab, upper } = formsOf(context);
    const folders = ['libs', 'apps', 'migrations'].map((folder) => `${folder}/${kebab}`);
    if (this.contexts.includes(kebab) || folders.some((folder) => this.has(folder))) {
      throw new Refusal(`There is a ${kebab} already. Choose another name.`);
    }
    if (
      new RegExp(`^#${upper}_(?:DB_|API_|KEY|PUBLIC_KEYS)`, 'm').test(this.read('.env.example'))
    ) {
      throw new Refusal(`Variables that begin with ${upper}_ are in use. Choose another name.`);
    }
    this.assertFreeEntity(entity, plural);
  }

  assertFreeEntity(entity, plural) {
    const code = `${formsOf(entity).snake}_not_found`;
    const path = `/api/v1/${plural}`;
    const declares = new RegExp(`\\b${code}: |'${path}(?:/[^']*)?'`);
    const file = this.libraries.find((each) => declares.test(this.read(each)));
    if (!file) return;
    throw new Refusal(`${file} has ${entity} already (${code}, ${path}). Choose another --entity.`);
  }

  /** @throws Refusal if no kernel defines the entity as one to which rows can belong */
  assertOwner(entity) {
    const isUser = this.has('libs/auth-kernel/src/users.ts') && entity === 'user';
    if (!isUser) throw new Refusal(`Rows cannot be owned by "${entity}": only by user, of auth.`);
  }

  /** @throws Refusal if one of the contexts cannot be asked */
  assertAskable(asks) {
    const offered = this.contexts.filter((name) => this.has(`libs/${name}-kernel`));
    const unknown = asks.find((name) => !offered.includes(name));
    if (unknown === undefined) return;
    throw new Refusal(
      `No context "${unknown}" offers a contract. Those that do: ${offered.join(', ')}.`,
    );
  }

  git(...args) {
    const options = { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', args, options);
  }

  /**
   * The files that differ from the last commit, each with its state, as `git status` names it.
   *
   * @throws Refusal without a repository
   */
  changes(...paths) {
    let text;
    try {
      text = this.git(
        'status',
        '--porcelain',
        '--untracked-files=all',
        '--no-renames',
        '-z',
        '--',
        ...paths,
      );
    } catch {
      throw new Refusal(
        'This is not a git repository. Run git init, commit all files, and try again.',
      );
    }
    const lines = text.split('\0').filter(Boolean);
    return lines.map((line) => ({ state: line.slice(0, 2), path: line.slice(3) }));
  }
}
