// Gives the project another name: `npm run rename -- my-app`. Needs only Node and git, so it runs before
// `npm ci`. CONTRIBUTING.md says what changes for an installation that has data.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOfChange, isKept } from './rename/kept.mjs';
import { NAME, replaceName } from './rename/replace-name.mjs';

const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
const USAGE = 'Usage: npm run rename -- <name> [--force]';
const NOTES = `
For an installation that runs under the old name:
- Cookies, tokens and Redis keys have the new name: all users must log in again. Limits on guessing begin
  anew. Keys of the old name in Redis expire by themselves.
- The data in the databases and in DATA_DIR stays as it is.
- Docker Compose prefixes volumes with the name of the project. To keep them, set the old name in
  docker-compose.yml (name: …).
- Clients that compare the type of an error (urn:…:error:…) or the realm see the new name.
- Service units, reverse proxies and monitoring that name the launcher in bin/ must be changed.
`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** The old name and the new one. Ends the process if the new one cannot be used. */
function namesOf(args) {
  const [to, ...others] = args.filter((arg) => arg !== '--force');
  const from = JSON.parse(readFileSync('package.json', 'utf8')).name;
  if (to === undefined || others.length > 0) fail(USAGE);
  if (!NAME.test(to)) {
    fail(
      `"${to}" cannot be the name: use lower-case letters, digits and single hyphens between them, ` +
        `2 to 32 characters, a letter first.\n${USAGE}`,
    );
  }
  if (to === from) fail(`The name is ${to} already.`);
  return { from, to };
}

/** Without a commit to return to, a rename cannot be undone. */
function assertCommitted() {
  let changes;
  try {
    changes = git('status', '--porcelain');
  } catch {
    fail('This is not a git repository. Run git init, commit all files, and try again.');
  }
  if (changes && !process.argv.includes('--force')) {
    fail(`There are uncommitted changes. Commit them, or add --force:\n${changes.trimEnd()}`);
  }
}

/** The text of a file; `undefined` of a link and of a file that is not text. */
function textOf(path) {
  if (!existsSync(path) || !lstatSync(path).isFile()) return undefined;
  const text = readFileSync(path, 'utf8');
  return text.includes('\0') ? undefined : text;
}

/** In package-lock.json only the project itself: a package of that name is another one. */
function renamedText(path, text, { from, to }) {
  if (path === 'package-lock.json') {
    const lock = JSON.parse(text);
    lock.name = lock.packages[''].name = to;
    return `${JSON.stringify(lock, null, 2)}\n`;
  }
  const end = endOfChange(path, text);
  return replaceName(text.slice(0, end), from, to) + text.slice(end);
}

/** Returns the new path of a file that has changed. */
function rename(path, names) {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const newText = renamedText(path, text, names);
  const newPath = replaceName(path, names.from, names.to);
  if (newText === text && newPath === path) return undefined;
  if (newText !== text) writeFileSync(path, newText);
  if (newPath !== path) {
    mkdirSync(dirname(newPath), { recursive: true });
    renameSync(path, newPath);
  }
  console.log(newPath === path ? path : `${path} -> ${newPath}`);
  return newPath;
}

/** Lines and tables of the new length. */
function format(paths) {
  if (!existsSync(PRETTIER)) return 'npm ci && npm run format && npm test';
  const options = ['--write', '--ignore-unknown', '--log-level', 'warn'];
  execFileSync(process.execPath, [PRETTIER, ...options, ...paths], { stdio: 'inherit' });
  return 'npm ci && npm test';
}

const names = namesOf(process.argv.slice(2));
assertCommitted();
const paths = git('ls-files', '-z')
  .split('\0')
  .filter((path) => path && !isKept(path));
const changed = paths.map((path) => rename(path, names)).filter(Boolean);
const next = format(changed);
console.log(`\nRenamed ${names.from} to ${names.to} in ${changed.length} files.\n${NOTES}`);
console.log(`Next: ${next}. Then commit.`);
