// Peer (c): Nest and TypeORM as documented: repositories, relations, and a guard that verifies the
// token and loads the user. On Fastify, which is faster than the default, and without validation of
// bodies, which would cost more.
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { settings } from '../settings.js';
import { Connection, Item, User } from './entities.js';
import { ItemsController } from './items.controller.js';
import { ItemsService } from './items.service.js';

@Controller('readyz')
class ReadyController {
  @Get()
  ready(): string {
    return 'ok';
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: settings.databaseUrl,
      poolSize: settings.poolSize,
      applicationName: 'bench-nest-typeorm',
      autoLoadEntities: true,
      parseInt8: true,
    }),
    TypeOrmModule.forFeature([User, Item, Connection]),
    JwtModule.register({ secret: settings.jwtSecret }),
  ],
  controllers: [ItemsController, ReadyController],
  providers: [ItemsService],
})
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: ['warn', 'error', 'fatal'],
});
app.enableShutdownHooks();
await app.listen(settings.port, '127.0.0.1');
