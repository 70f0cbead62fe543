import { parseEventSubject } from '@deskhook/contracts';
import type { IncomingMessage } from '@deskhook/messaging';
import type { PoliciesView } from './policies.view.js';
import type { SlaStateStore } from './sla-state-store.js';

const SLA_MARK = Buffer.from('"sla"');
/** What clocks tell themselves. */
const OWN_TYPES = /^(sla\.|ticket\.time_condition_met$)/;
const TICKET_TYPES = /^(ticket|reply|note)\./;

/** A cheap look before events are parsed: tenants that promise nothing must cost nearly nothing. */
export class EventFilter {
  constructor(
    private readonly policies: PoliciesView,
    private readonly store: SlaStateStore,
  ) {}

  /** The events that may concern a clock: of tenants with policies, or whose tickets are followed, and those that state dues. */
  async followed(messages: readonly IncomingMessage[]): Promise<IncomingMessage[]> {
    await this.policies.current();
    const found: IncomingMessage[] = [];
    const stating = new Set<string>();
    for (const message of messages) {
      const event = parseEventSubject(message.subject);
      if (event === null || OWN_TYPES.test(event.type)) continue;
      const { tenant, type } = event;
      if (mentionsSla(message)) stating.add(tenant);
      else if (!TICKET_TYPES.test(type) || !(stating.has(tenant) || (await this.follows(tenant)))) continue;
      found.push(message);
    }
    return found;
  }

  private async follows(tenant: string): Promise<boolean> {
    return this.policies.hasPolicies(tenant) || this.store.isUsed(tenant, performance.now());
  }
}

function mentionsSla({ payload }: IncomingMessage): boolean {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).includes(SLA_MARK);
}
