import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Health } from './health.js';

/** Probes of a service: alive, and ready with each dependency by its name. */
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('healthz')
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('readyz')
  async ready(@Res() reply: FastifyReply) {
    const report = await this.health.report();
    const code = report.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    await reply.status(code).header('cache-control', 'no-store').send(report);
  }
}
