// npm run files-crossed -- [folder …]: the project files that a request crosses, for each folder,
// which is a checkout with a build (by default this one). Counts the files with a function that ran
// between the request and its response, by V8's coverage of the processes, and keeps those of all
// tries, because other code, such as a timer, runs in few of them.
import { fork } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PROBE = fileURLToPath(new URL('files-crossed.probe.cjs', import.meta.url));
const TRIES = 3;
const PASSWORD = 'correct horse battery';
const GROUPINGS = { monolith: ['monolith'], split: ['auth', 'todo'] };

const folders = process.argv.slice(2);
for (const folder of folders.length > 0 ? folders : ['.']) {
  for (const [grouping, apps] of Object.entries(GROUPINGS)) {
    const counted = await countIn(join(process.cwd(), folder), apps);
    for (const [request, files] of Object.entries(counted)) {
      console.log(`${folder}  ${grouping.padEnd(8)}  ${request.padEnd(18)}  ${files.length}`);
      if (process.env.LIST_FILES) console.log(files.map((file) => `    ${file}`).join('\n'));
    }
  }
}

async function countIn(folder, apps) {
  const data = await mkdtemp(join(tmpdir(), 'files-'));
  const system = [];
  try {
    for (const app of apps) system.push(await start(folder, app, data, system[0]));
    return await countRequests(folder, system);
  } finally {
    for (const { child } of system) await stop(child);
    await rm(data, { recursive: true, force: true });
  }
}

/** A built app, not bundled: each file has its own name there. */
async function start(folder, app, data, auth) {
  // A busy machine must not make a cached request a cold one.
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: data, SESSION_CACHE_MS: '10000' };
  if (auth) env.AUTH_API_URL = auth.url;
  const main = join(folder, 'dist/apps', app, 'src/main.js');
  const child = fork(main, [], { env, cwd: data, execArgv: ['-r', PROBE], silent: true });
  return { child, url: await listening(child) };
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('exit', () => reject(new Error(log)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log += chunk;
        const [, url] = /(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+)/.exec(log) ?? [];
        if (url) resolve(url.replace('localhost', '127.0.0.1'));
      });
    }
  });
}

async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function countRequests(folder, system) {
  const [auth, todo = auth] = system;
  const counted = {};
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const basic = await register(auth, `person${attempt}@example.com`);
    const login = () => call(auth, 'POST', 'auth/login', { authorization: basic });
    const token = await (await login()).json();
    const bearer = { authorization: `Bearer ${token}` };
    const list = () => call(todo, 'GET', 'get/all', bearer);
    const create = () => call(todo, 'POST', 'create', bearer, { title: 'milk', status: 'PENDING' });
    const requests = { login, 'get/all, cold': list, 'get/all, warm': list, create };
    for (const [name, request] of Object.entries(requests)) {
      const files = await crossed(folder, system, request);
      counted[name] = counted[name]?.filter((file) => files.includes(file)) ?? files;
    }
  }
  return counted;
}

async function crossed(folder, system, request) {
  const lists = [];
  for (const { child } of system) await tell(child, 'start');
  const answer = await request();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  await answer.text();
  for (const { child } of system) lists.push((await tell(child, 'take')).files);
  const build = await realpath(join(folder, 'dist'));
  const own = pathToFileURL(`${build}/`).href;
  const files = lists.flat().filter((url) => url.startsWith(own));
  return files.map((url) => relative(build, fileURLToPath(url))).sort();
}

function tell(child, message) {
  const told = new Promise((resolve) => child.once('message', resolve));
  child.send(message);
  return told;
}

async function register(auth, email) {
  const answer = await call(auth, 'POST', 'users/create', {}, { email, password: PASSWORD });
  if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
  return `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
}

function call({ url }, method, path, headers, body) {
  const json = body && { 'content-type': 'application/json' };
  return fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { ...headers, ...json },
    body: body && JSON.stringify(body),
  });
}
