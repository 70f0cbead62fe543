import {
  acceptEvent,
  cloudEventAttributes,
  cloudEventHeaders,
  CONSUMERS,
  formatTraceparent,
  HEADERS,
  parseEventSubject,
} from '@deskhook/contracts';
import { ACK, eventTrace, JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { EventFilter } from './event-filter.js';
import { inParallel } from './in-parallel.js';
import { stateKey } from './sla-state-store.js';
import { SlaService } from './sla.service.js';
import { ticketNews, type TicketNews } from './ticket-news.js';

/** Events that are bad in themselves are the evaluator's to refuse; here they only pass by. */
const ANY_HOPS = Number.MAX_SAFE_INTEGER;
const TICKETS_AT_ONCE = 32;

@Controller()
export class EventsConsumer {
  constructor(
    private readonly filter: EventFilter,
    private readonly sla: SlaService,
  ) {}

  /** In batches: events of a ticket in one go, tickets beside each other. Most events concern no clock and only pass by. */
  @EventPattern(CONSUMERS.schedulerEvents, JETSTREAM)
  async follow(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const followed = await this.filter.followed(messages);
    const tickets = [...byTicket(followed)];
    await inParallel(tickets, TICKETS_AT_ONCE, async ([key, news]) => {
      await this.sla.update(key, news, Date.now());
    });
    return messages.map(() => ACK);
  }
}

function byTicket(messages: readonly IncomingMessage[]): ReadonlyMap<string, readonly TicketNews[]> {
  const found = new Map<string, TicketNews[]>();
  for (const news of messages.flatMap(newsOf)) {
    const key = stateKey(news.tenant, news.ticketId);
    const known = found.get(key);
    if (known === undefined) found.set(key, [news]);
    else known.push(news);
  }
  return found;
}

function newsOf(message: IncomingMessage): TicketNews[] {
  if (parseEventSubject(message.subject) === null) return [];
  const carried = cloudEventHeaders(message.headers());
  const { subject, payload, storedAt } = message;
  const incoming = {
    subject,
    payload,
    attributes: cloudEventAttributes(carried),
    contentType: carried['content-type'],
  };
  const acceptance = acceptEvent(incoming, ANY_HOPS);
  if (!acceptance.ok) return [];
  const { event } = acceptance;
  const news = ticketNews(event, storedAt);
  if (news === null) return [];
  const trace = eventTrace(message.header(HEADERS.traceparent), event.traceparent, event.tenant, event.id);
  return [{ ...news, trace: formatTraceparent(trace) }];
}
