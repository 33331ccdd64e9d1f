import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What `npm run docs` and `npm run contracts` write. */
const GENERATED = ['README.md', '.env.example', 'docs', 'contracts'];
const WRITER = 'test/architecture/documents';

/** Writes a plan, then the documents that follow from it. All or nothing. */
export function write(project, { deleted = [], files }) {
  const journal = before(project, [...files.keys(), ...deleted, ...GENERATED]);
  const undo = () => restore(project, journal);
  const onSignal = () => {
    undo();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, onSignal);
  try {
    for (const path of deleted) rmSync(join(project.folder, path), { recursive: true });
    for (const [path, text] of files) put(project, path, text);
    document(project);
  } catch (error) {
    undo();
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, onSignal);
  }
}

/** The texts of files before the change; `undefined` of those that are not there. */
function before(project, paths) {
  const files = paths.flatMap((path) => {
    const below = project.files(path);
    return below.length > 0 ? below : [path];
  });
  return new Map(files.map((path) => [path, project.has(path) ? project.bytes(path) : undefined]));
}

function restore(project, journal) {
  for (const path of GENERATED.flatMap((folder) => project.files(folder))) {
    if (!journal.has(path)) rmSync(join(project.folder, path));
  }
  for (const [path, text] of journal) {
    if (text === undefined) removeFile(project, path);
    else put(project, path, text);
  }
}

function put(project, path, text) {
  const file = join(project.folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** With the folders that it leaves empty. */
function removeFile(project, path) {
  rmSync(join(project.folder, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (!project.has(folder)) continue;
    if (readdirSync(join(project.folder, folder)).length > 0) return;
    rmdirSync(join(project.folder, folder));
  }
}

function document(project) {
  const env = { ...process.env, UPDATE_DOCS: '1', UPDATE_CONTRACTS: '1' };
  const options = { cwd: project.folder, env, encoding: 'utf8' };
  const { status, stdout, stderr, error } = spawnSync('scripts/jest.sh', [WRITER], options);
  if (status !== 0) throw error ?? new Error(`npm run docs failed:\n${stdout}${stderr}`);
}
