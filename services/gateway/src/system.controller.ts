import { asyncApiDocument } from '@deskhook/contracts';
import { Controller, Header, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Handles } from './handles.decorator.js';
import { openApiDocument } from './openapi-document.js';
import { OPERATIONS } from './operations/index.js';
import { systemOperations as operations } from './operations/system.operations.js';
import { ReadinessService } from './readiness.service.js';

@Controller()
export class SystemController {
  private readonly document = JSON.stringify(openApiDocument(OPERATIONS));
  private readonly asyncDocument = JSON.stringify(asyncApiDocument());

  constructor(private readonly readiness: ReadinessService) {}

  @Handles(operations.live)
  live() {
    return { status: 'live' };
  }

  @Handles(operations.ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = await this.readiness.report();
    if (report.status === 'unavailable') void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }

  @Handles(operations.openapi)
  @Header('content-type', 'application/json')
  openapi(): string {
    return this.document;
  }

  @Handles(operations.asyncapi)
  @Header('content-type', 'application/json')
  asyncapi(): string {
    return this.asyncDocument;
  }
}
