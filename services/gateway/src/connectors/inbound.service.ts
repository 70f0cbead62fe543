import { connector, inboundEvents, type Inbound, type InboundRequest } from '@deskhook/connectors';
import { FailureError, type ConnectorRecord, type InboundAnswer } from '@deskhook/contracts';
import type { AuthenticationFailures } from '../authentication-failures.js';
import { failure } from '../failures.js';
import { gatewayMetrics } from '../gateway.metrics.js';
import type { ConnectorsView } from './connectors.view.js';
import { InboundPublisher, type Authentic } from './inbound-publisher.js';
import type { InboundSecrets } from './inbound-secrets.js';

/** A request to a connector: where it went, whence it came, and what it brings. */
export interface Arrival {
  readonly tenant: string;
  readonly id: string;
  readonly address: string;
  readonly traceparent: string | null;
  readonly request: InboundRequest;
}

/** What a request came to; `refused`: it was not understood, and is kept. */
interface Received {
  readonly outcome: 'accepted' | 'ignored' | 'refused';
  readonly answer: InboundAnswer;
}

/** Nobody signs with it: what is compared with it takes as long as what is compared with a secret. */
const NO_SECRET = 'a connector that does not exist';

/** The same for each of them: which connectors there are is nobody's business. */
const NOT_SIGNED = 'There is no connector at this address, or the request is not signed with its secret';
const TO_COMPARE =
  "Compare the address and the secret with the connector's, and see that the helpdesk sends its signature's header, that " +
  'no proxy changes the body or drops headers, and that the clocks agree';

/** Takes what helpdesks send: verified by their signatures, mapped, and published. Nothing is asked of Postgres. */
export class InboundService {
  constructor(
    private readonly view: ConnectorsView,
    private readonly secrets: InboundSecrets,
    private readonly publisher: InboundPublisher,
    private readonly failures: AuthenticationFailures,
  ) {}

  /** Throws a failure unless the request is the helpdesk's own and could be stored. */
  async receive(arrival: Arrival): Promise<InboundAnswer> {
    const kind = this.view.connector(arrival.tenant, arrival.id)?.kind ?? 'unknown';
    try {
      const { outcome, answer } = await this.received(arrival);
      gatewayMetrics.connectorRequests.inc({ connector: kind, outcome });
      return answer;
    } catch (error) {
      gatewayMetrics.connectorRequests.inc({ connector: kind, outcome: failedAs(error) });
      throw error;
    }
  }

  private async received(arrival: Arrival): Promise<Received> {
    const record = this.verified(arrival, Date.now());
    const { kind, id, tenant, options } = record;
    if (!record.active) return ignored('the connector is inactive');
    const inbound = inboundEvents(connector(kind), arrival.request, { id, options });
    return this.settle({ tenant, id, kind, arrival }, inbound);
  }

  private async settle(authentic: Authentic, inbound: Inbound): Promise<Received> {
    switch (inbound.kind) {
      case 'ignored':
        return ignored(inbound.why);
      case 'unmapped': {
        const deadLetter = await this.publisher.keep(authentic, inbound.detail);
        return { outcome: 'refused', answer: { accepted: 0, deadLetter } };
      }
      case 'events': {
        const answer = await this.publisher.publish(authentic, inbound.events);
        return { outcome: answer.deadLetter === undefined ? 'accepted' : 'refused', answer };
      }
      default:
        return inbound satisfies never;
    }
  }

  /** A connector that does not exist, one without a secret and a wrong signature are answered alike. */
  private verified({ tenant, id, address, request }: Arrival, now: number): ConnectorRecord {
    this.assertReady();
    const record = this.view.connector(tenant, id);
    const secrets = record === undefined ? [] : this.secrets.open(record, now);
    const judge = connector(record?.kind ?? 'github');
    const options = record?.options ?? {};
    const isSignedWith = (secret: string) => judge.verify(request, { secret, options, now }).ok;
    const isVerified = (secrets.length === 0 ? [NO_SECRET] : secrets).some(isSignedWith);
    if (isVerified && record !== undefined && secrets.length > 0) return record;
    throw notSigned(this.failures.failed({ key: null, address }, now));
  }

  private assertReady(): void {
    const missing = this.secrets.missing ?? (this.view.ready ? null : 'The connectors are not loaded yet');
    if (missing !== null) throw failure('unavailable', missing);
  }
}

function ignored(why: string): Received {
  return { outcome: 'ignored', answer: { accepted: 0, ignored: why } };
}

/** What the metrics call a request that was not taken. */
function failedAs(error: unknown): 'unauthorized' | 'unavailable' {
  const kind = error instanceof FailureError ? error.failure.kind : null;
  return kind === 'wrong-signature' || kind === 'too-many-requests' ? 'unauthorized' : 'unavailable';
}

/** `limited`: the failure instead, where there were too many before it. */
function notSigned(limited: FailureError | null): FailureError {
  if (limited === null) return failure('wrong-signature', `${NOT_SIGNED}. ${TO_COMPARE}`);
  const detail = `Too many requests whose signature does not fit; one that fits is taken all the same. ${TO_COMPARE}`;
  return new FailureError({ ...limited.failure, detail });
}
