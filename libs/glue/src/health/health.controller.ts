import { Controller, Get, Head, Header, HttpCode, Res } from '@nestjs/common';
import {
  ApiExcludeEndpoint,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { type Readiness, ReadinessService } from './readiness.service.js';

const livenessAnswer = z
  .object({ status: z.enum(['ok']) })
  .meta({ id: 'Liveness', example: { status: 'ok' } });

const readinessAnswer = z
  .object({
    ready: z.boolean(),
    checks: z
      .record(z.string(), z.string())
      .describe('The state of each dependency: `ok`, a note, or the failure'),
  })
  .meta({ id: 'Readiness', example: { ready: true, checks: { database: 'ok' } } });

@ApiTags('operation')
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  /** The process is alive. Checks no dependency, so that an outage of one causes no restart. */
  @Get('healthz')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Is the process alive?' })
  @ApiOkResponse({ standardSchema: livenessAnswer })
  getHealth(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can serve: its databases answer and are migrated, and it is not about to stop. */
  @Get('readyz')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Can the process serve requests?' })
  @ApiOkResponse({ standardSchema: readinessAnswer, description: 'It can' })
  @ApiResponse({ status: 503, standardSchema: readinessAnswer, description: 'It cannot' })
  async getReadiness(
    @Res({ passthrough: true }) reply: { code(status: number): void },
  ): Promise<Readiness> {
    const readiness = await this.readiness.read();
    reply.code(readiness.ready ? 200 : 503);
    return readiness;
  }

  @Head('healthz')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  liveHead(): void {}

  @Head('readyz')
  @ApiExcludeEndpoint()
  async readyHead(
    @Res({ passthrough: true }) reply: { code(status: number): void },
  ): Promise<void> {
    await this.getReadiness(reply);
  }
}
