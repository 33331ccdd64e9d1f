import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';

const EXAMPLE = new URL('../../docs/examples/nginx.conf', import.meta.url);
const DIST = fileURLToPath(new URL('../../dist/web', import.meta.url));
const START_LIMIT_MS = 10_000;

/** A running nginx with the example configuration of the documentation. */
export interface ReverseProxy {
  /** The address of the page, over TLS. */
  url: string;
  /** The plain HTTP address, which redirects to `url`. */
  plainUrl: string;
  stop(): Promise<void>;
}

/** Starts nginx in front of two processes. Only ports, paths and names differ from the example. */
export async function startReverseProxy(authUrl: string, todoUrl: string): Promise<ReverseProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const [port, plainPort] = [await freePort(), await freePort()];
  makeCertificate(folder);
  await writeFile(
    join(folder, 'site.conf'),
    fill(await readFile(EXAMPLE, 'utf8'), {
      '127.0.0.1:8081': new URL(authUrl).host,
      '127.0.0.1:8080': new URL(todoUrl).host,
      'listen 80': `listen 127.0.0.1:${plainPort}`,
      'listen 443': `listen 127.0.0.1:${port}`,
      'https://$host': `https://$host:${port}`,
      '/opt/seam/dist/web': DIST,
      '/etc/ssl/seam': folder,
    }),
  );
  await writeFile(join(folder, 'nginx.conf'), frame(folder));
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await settle(nginx, plainPort);
  return {
    url: `https://127.0.0.1:${port}`,
    plainUrl: `http://127.0.0.1:${plainPort}`,
    stop: async () => {
      const closed = once(nginx, 'close');
      nginx.kill('SIGQUIT');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Replaces values, and expects the example to have each. */
function fill(text: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((filled, [name, value]) => {
    if (!filled.includes(name)) throw new Error(`the example has no ${name}`);
    return filled.replaceAll(name, () => value);
  }, text);
}

/** The rest of a distribution's nginx.conf, with everything in one folder. */
function frame(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    daemon off;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${folder}/nginx.pid;
    error_log stderr;
    events {}
    http {
      types { text/html html; text/css css; text/javascript js; image/svg+xml svg; }
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
      include ${folder}/site.conf;
    }`;
}

function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], {
    stdio: 'ignore',
  });
}

async function settle(nginx: ChildProcess, plainPort: number): Promise<void> {
  let output = '';
  nginx.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  nginx.on('error', (error) => (output += error.message));
  await waitFor(
    async () => {
      if (nginx.exitCode !== null || nginx.pid === undefined) throw new Error(`nginx: ${output}`);
      const answer = await fetch(`http://127.0.0.1:${plainPort}`, { redirect: 'manual' }).catch(
        () => undefined,
      );
      return answer?.status === 301;
    },
    START_LIMIT_MS,
    () => `nginx to start: ${output}`,
  );
}
