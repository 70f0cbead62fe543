import { HEADERS, TIMER_CONSUMERS, timerMessageSchema, type AlarmMessage } from '@deskhook/contracts';
import { ACK, JETSTREAM, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { PoliciesView } from './policies.view.js';
import { schedulerMetrics } from './scheduler.metrics.js';
import { TenantChangeService } from './tenant-change.service.js';
import { stateKey } from './sla-state-store.js';
import { SlaService } from './sla.service.js';

const SECOND_MS = 1000;

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
    const now = Date.now();
    const told = await this.sla.update(stateKey(tenant, ticketId), [], Math.max(now, due));
    schedulerMetrics.lateness.observe({}, (now - due) / SECOND_MS);
    schedulerMetrics.timersFired.inc({ outcome: outcomeOf(told, now - due) });
  }
}

/** Where nothing was due, it was of an older state; by our own clock it may also have come too early. */
function outcomeOf(told: number, lateMs: number): 'fired' | 'stale' | 'early' {
  if (told > 0) return 'fired';
  return lateMs < 0 ? 'early' : 'stale';
}
