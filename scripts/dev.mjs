// `npm run dev`: the monolith, rebuilt and restarted at each change, and the web page with hot
// reload by vite, which forwards requests for the server. Both have vite's address. Ends with
// Ctrl-C, or as soon as one of the two ends.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// Where the page is: links in mails lead there. By name, because browsers make no passkeys for addresses.
process.env.PUBLIC_URL ??= `http://localhost:${process.env.DEV_PAGE_PORT ?? 5173}`;

const WATCHED = ['--watch', '--preserveWatchOutput', '--exec', 'bin/seam'];

const children = [
  start('@nestjs/cli/bin/nest.js', 'start', 'monolith', ...WATCHED, '--', '--no-page'),
  start('vite/bin/vite.js', 'apps/web', '--clearScreen', 'false'),
];

function start(tool, ...args) {
  const command = [fileURLToPath(new URL(`../node_modules/${tool}`, import.meta.url)), ...args];
  // A separate process group: nest does not pass signals on to the server that it starts.
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit', detached: true });
  child.on('exit', stop);
  return child;
}

function stop() {
  for (const child of children) {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // all of its group have ended already
    }
  }
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
