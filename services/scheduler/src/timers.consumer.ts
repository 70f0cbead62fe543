import {
  acceptEvent,
  cloudEventAttributes,
  CONSUMERS,
  HEADERS,
  parseEventSubject,
  timerMessageSchema,
} from '@deskhook/contracts';
import { ACK, JETSTREAM, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { mayConcernTimers } from './sla-facts.js';
import { TimerService } from './timer.service.js';

/** Events that are bad in themselves are the evaluator's to refuse; here they only pass by. */
const ANY_HOPS = Number.MAX_SAFE_INTEGER;

@Controller()
export class TimersConsumer {
  constructor(private readonly timers: TimerService) {}

  @EventPattern(CONSUMERS.schedulerEvents, JETSTREAM)
  async follow(message: IncomingMessage): Promise<Outcome> {
    const type = parseEventSubject(message.subject)?.type ?? '';
    if (!mayConcernTimers(type, message.payload, await this.timers.timersExist(performance.now())))
      return ACK;
    const { subject, payload } = message;
    const acceptance = acceptEvent(
      { subject, payload, attributes: cloudEventAttributes(message.headers()) },
      ANY_HOPS,
    );
    if (acceptance.ok) await this.timers.apply(acceptance.event, message.storedAt);
    return ACK;
  }

  @EventPattern(CONSUMERS.schedulerTimers, JETSTREAM)
  async fire(message: IncomingMessage): Promise<Outcome> {
    const timer = timerMessageSchema.safeParse(JSON.parse(message.header(HEADERS.timer) ?? 'null'));
    if (!timer.success)
      return reject({ reason: 'schema_violation', detail: 'a schedule without a timer fired' });
    await this.timers.fire(timer.data, Date.now());
    return ACK;
  }
}
