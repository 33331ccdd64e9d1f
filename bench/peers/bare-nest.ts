// A floor, not a peer: Nest on Fastify with one route, and nothing else.
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { settings } from './settings.js';

@Controller()
class HealthController {
  @Get('healthz')
  health() {
    return { status: 'ok' };
  }

  @Get('readyz')
  ready(): string {
    return 'ok';
  }
}

@Module({ controllers: [HealthController] })
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: ['warn', 'error', 'fatal'],
});
app.enableShutdownHooks();
await app.listen(settings.port, '127.0.0.1');
