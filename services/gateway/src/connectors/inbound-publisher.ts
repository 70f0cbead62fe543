import { hash } from 'node:crypto';
import type { ConnectorKind, InboundEvent } from '@deskhook/connectors';
import { acceptEvent, subjects } from '@deskhook/contracts';
import { publishUnmapped, type Publisher } from '@deskhook/messaging';
import type { IngestCandidate } from '../ingest-request.js';
import type { IngestService } from '../ingest.service.js';
import type { Arrival } from './inbound.service.js';
import { accepted, refused, type Received } from './received.js';

const TELLING_HEADERS = ['x-github-event', 'x-freescout-event', 'x-zammad-trigger'] as const;
const HEADER_LENGTH_MAX = 128;

/** A request that is the helpdesk's own. */
export interface Authentic {
  readonly tenant: string;
  readonly id: string;
  readonly kind: ConnectorKind;
  readonly arrival: Arrival;
}

/** Stores what helpdesks send: as events, or as it came where no events can be made of it. */
export class InboundPublisher {
  constructor(
    private readonly ingest: IngestService,
    private readonly publisher: Publisher,
    private readonly hopLimit: number,
  ) {}

  /** All of the events, or none of them: what the evaluator would refuse keeps the whole request among the dead letters. */
  async publish(authentic: Authentic, events: readonly InboundEvent[]): Promise<Received> {
    const candidates = events.map(candidateOf);
    const fault = this.faultOf(authentic.tenant, candidates);
    if (fault !== null) return refused(await this.keep(authentic, fault));
    const { traceparent } = authentic.arrival;
    const request = { kind: 'batch', candidates, traceparent } as const;
    const stored = await this.ingest.publish(authentic.tenant, request);
    const types = events.map(({ type }) => type);
    return accepted(types, { accepted: stored.accepted });
  }

  /** Keeps the request as it came, and why; gives the id of the dead letter. Sent again, it is the same one. */
  async keep({ tenant, id, kind, arrival }: Authentic, detail: string): Promise<string> {
    const { body, headers } = arrival.request;
    const type = headers['content-type'];
    const told = toldBeside(headers);
    return publishUnmapped(this.publisher, {
      key: [id, hash('sha256', body, 'base64url'), ...told].join(':'),
      subject: subjects.event(tenant, `custom.connector.${kind}`),
      detail: `${[`${kind} connector ${id}`, ...told].join(', ')}: ${detail}`,
      payload: body,
      headers: type === undefined ? {} : { 'content-type': type },
      at: Date.now(),
    });
  }

  private faultOf(tenant: string, candidates: readonly IngestCandidate[]): string | null {
    for (const { payload, type } of candidates) {
      const subject = subjects.event(tenant, type);
      const acceptance = acceptEvent({ subject, payload, attributes: {} }, this.hopLimit);
      if (!acceptance.ok) return `what it comes to is no event: ${acceptance.refusal.detail}`;
    }
    return null;
  }
}

/** Which event it is, where the helpdesk says so beside the body: the same body may come for several. */
function toldBeside(headers: Arrival['request']['headers']): string[] {
  return TELLING_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`${name} ${value.slice(0, HEADER_LENGTH_MAX)}`];
  });
}

function candidateOf(event: InboundEvent): IngestCandidate {
  return { payload: Buffer.from(JSON.stringify(event)), type: event.type, attributes: {} };
}
