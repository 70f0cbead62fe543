import { HEADERS, TIMER_CONSUMERS, timerMessageSchema, type AlarmMessage } from '@deskhook/contracts';
import { ACK, JETSTREAM, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { PoliciesView } from './policies.view.js';
import { TenantChangeService } from './tenant-change.service.js';
import { stateKey } from './sla-state-store.js';
import { SlaService } from './sla.service.js';

@Controller()
export class AlarmsConsumer {
  constructor(
    private readonly policies: PoliciesView,
    private readonly sla: SlaService,
    private readonly changes: TenantChangeService,
  ) {}

  @EventPattern([...TIMER_CONSUMERS], JETSTREAM)
  async ring(message: IncomingMessage): Promise<Outcome> {
    const read = timerMessageSchema.safeParse(JSON.parse(message.header(HEADERS.timer) ?? 'null'));
    if (!read.success)
      return reject({ reason: 'schema_violation', detail: 'a schedule without a timer fired' });
    await this.policies.current();
    if (read.data.kind === 'alarm') await this.look(read.data);
    else await this.changes.go(read.data);
    return ACK;
  }

  /**
   * An alarm only says that it is time to look. One of an older state finds nothing due, and sets the alarm of the present
   * state again, which its firing may have taken away. The broker says that it is time; our own clock may be behind.
   */
  private async look({ tenant, ticketId, due }: AlarmMessage): Promise<void> {
    await this.sla.update(stateKey(tenant, ticketId), [], Math.max(Date.now(), due));
  }
}
