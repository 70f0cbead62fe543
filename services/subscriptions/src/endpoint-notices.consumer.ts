import { CONSUMERS, tenantOfSubject } from '@deskhook/contracts';
import { ACK, JETSTREAM, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { EndpointDisablingService } from './endpoint-disabling.service.js';
import { parseEndpointDisabled } from './endpoint-notice.schema.js';

/** Takes the dispatcher's news that endpoints were disabled. */
@Controller()
export class EndpointNoticesConsumer {
  constructor(private readonly service: EndpointDisablingService) {}

  @EventPattern(CONSUMERS.subscriptionsNotices, JETSTREAM)
  async take({ subject, payload }: IncomingMessage): Promise<Outcome> {
    const news = parseEndpointDisabled(Buffer.from(payload).toString('utf8'));
    if (typeof news === 'string') return reject({ reason: 'schema_violation', detail: news });
    await this.service.disable(tenantOfSubject(subject), news);
    return ACK;
  }
}
