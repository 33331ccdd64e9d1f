import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  MessagePattern,
  type MicroserviceOptions,
  Payload,
  Transport,
} from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { freePort } from '../../contestants/free-port.js';
import { signer, verifier } from './identity.js';
import type { Library } from './library.js';
import { input, type Input, list, output, type Rows } from './work.js';

const VERIFY = Symbol('verifies callers');
const HOST = '127.0.0.1';

interface Message {
  authorization: string;
  input: Input;
}

@Controller()
class ListController {
  constructor(@Inject(VERIFY) private readonly verify: (authorization: string) => Promise<void>) {}

  @MessagePattern('list')
  async list(@Payload() message: Message): Promise<Rows> {
    await this.verify(message.authorization);
    return output.parse(await list(input.parse(message.input)));
  }
}

@Module({})
class ListModule {}

/** Nest's microservice over TCP; it has no way in process. */
export const nestTcp: Library = {
  name: 'Nest, TCP',
  async serve(keys) {
    const port = await freePort();
    const module = {
      module: ListModule,
      controllers: [ListController],
      providers: [{ provide: VERIFY, useValue: verifier(keys) }],
    };
    const options: MicroserviceOptions = {
      transport: Transport.TCP,
      options: { host: HOST, port },
    };
    const app = await NestFactory.createMicroservice(module, { ...options, logger: false });
    await app.listen();
    return port;
  },
  async connect(port, keys) {
    const token = signer(keys);
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: HOST, port },
    });
    await client.connect();
    return async (user) => {
      const message: Message = { authorization: `Bearer ${await token()}`, input: { user } };
      return output.parse(await firstValueFrom(client.send<unknown>('list', message)));
    };
  },
};
