import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { AppProcess } from '../support/app-process.js';
import { openFolder } from '../topologies/folder.js';
import { describeAuthClientContract } from './auth-client.suite.js';
import { openHttpBinding } from './http-binding.js';
import { openInProcessAuth } from './in-process-auth.js';

describeAuthClientContract('in process', async () => {
  const { app, url, close } = await openInProcessAuth();
  return { client: app.get<AuthClient>(AUTH_CLIENT), authUrl: url, close };
});

describeAuthClientContract('over HTTP', async () => {
  const folder = await openFolder();
  const auth = await AppProcess.start('auth', folder.path, {});
  const binding = await openHttpBinding(auth.url, folder.dataDir);
  return {
    client: binding.client,
    authUrl: auth.url,
    close: async () => {
      await binding.close();
      await auth.stop();
      await folder.remove();
    },
  };
});
