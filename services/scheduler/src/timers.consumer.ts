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

  /** In batches, since most events set no timer and only pass by. Those that do are applied in the order of the stream. */
  @EventPattern(CONSUMERS.schedulerEvents, JETSTREAM)
  async follow(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    for (const message of messages) {
      const timersExist = await this.timers.timersExist(performance.now());
      const type = parseEventSubject(message.subject)?.type ?? '';
      if (mayConcernTimers(type, message.payload, timersExist)) await this.apply(message);
    }
    return messages.map(() => ACK);
  }

  @EventPattern(CONSUMERS.schedulerTimers, JETSTREAM)
  async fire(message: IncomingMessage): Promise<Outcome> {
    const timer = timerMessageSchema.safeParse(JSON.parse(message.header(HEADERS.timer) ?? 'null'));
    if (!timer.success)
      return reject({ reason: 'schema_violation', detail: 'a schedule without a timer fired' });
    await this.timers.fire(timer.data, Date.now());
    return ACK;
  }

  private async apply(message: IncomingMessage): Promise<void> {
    const { subject, payload } = message;
    const attributes = cloudEventAttributes(message.headers());
    const acceptance = acceptEvent({ subject, payload, attributes }, ANY_HOPS);
    if (acceptance.ok) await this.timers.apply(acceptance.event, message.storedAt);
  }
}
