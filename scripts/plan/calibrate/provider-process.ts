// Serves the probe: its parent sends the public key of the caller, and gets the port.
import { once } from 'node:events';
import { publicKeysVariable } from '#glue/keys';
import { createLogger } from '#glue/log';
import { createServer } from '#glue/server';
import { contractController } from '#seam';
import { bindProbe, CALLER, probeContract, ProbeModule, ProbeService } from './probe.js';

const [publicKey] = (await once(process, 'message')) as [string];
const placement = { place: 'hosted', exposedTo: [CALLER], isAsked: false } as const;
const { config, module } = await bindProbe(placement, { [publicKeysVariable(CALLER)]: publicKey });
class ProviderModule {}
const controllers = [contractController(probeContract, ProbeService)];
const root = { module: ProviderModule, imports: [ProbeModule, module], controllers };
const logger = createLogger('probe', { LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
const app = await createServer('probe', root, config, logger);
await app.listen(0, '127.0.0.1');
process.on('disconnect', () => process.exit());
process.send!(Number(new URL(await app.getUrl()).port));
