import { connector, inboundEvents, type Inbound, type InboundRequest } from '@deskhook/connectors';
import { FailureError, type ConnectorRecord } from '@deskhook/contracts';
import type { AuthenticationFailures } from '../authentication-failures.js';
import { failure } from '../failures.js';
import type { ConnectorsView } from './connectors.view.js';
import type { Authentic, InboundPublisher } from './inbound-publisher.js';
import type { InboundSecrets } from './inbound-secrets.js';
import { ignored, refused, unauthorized, type Received } from './received.js';
import { verificationFault } from './verification.js';

/** A request to a connector: where it went, whence it came, and what it brings. */
export interface Arrival {
  readonly tenant: string;
  readonly id: string;
  readonly address: string;
  readonly traceparent: string | null;
  readonly request: InboundRequest;
}

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

  /** Throws a failure where it could not be verified or stored, so that it has to be sent again. */
  async receive(arrival: Arrival): Promise<Received> {
    this.assertReady();
    const now = Date.now();
    const record = this.view.connector(arrival.tenant, arrival.id);
    const secrets = record === undefined ? [] : this.secrets.open(record, now);
    const fault = verificationFault(record, secrets, arrival.request, now);
    if (fault === null && record !== undefined) return this.taken(record, arrival);
    const limited = this.failures.failed({ key: null, address: arrival.address }, now);
    return unauthorized(fault ?? NOT_SIGNED, notSigned(limited));
  }

  private async taken(record: ConnectorRecord, arrival: Arrival): Promise<Received> {
    const { kind, id, tenant, options } = record;
    if (!record.active) return ignored('the connector is inactive');
    const inbound = inboundEvents(connector(kind), arrival.request, { id, options });
    return this.settle({ tenant, id, kind, arrival }, inbound);
  }

  private async settle(authentic: Authentic, inbound: Inbound): Promise<Received> {
    switch (inbound.kind) {
      case 'ignored':
        return ignored(inbound.why);
      case 'unmapped':
        return refused(await this.publisher.keep(authentic, inbound.detail));
      case 'events':
        return this.publisher.publish(authentic, inbound.events);
      default:
        return inbound satisfies never;
    }
  }

  private assertReady(): void {
    const missing = this.secrets.missing ?? (this.view.ready ? null : 'The connectors are not loaded yet');
    if (missing !== null) throw failure('unavailable', missing);
  }
}

/** `limited`: the failure instead, where there were too many before it. */
function notSigned(limited: FailureError | null): FailureError {
  if (limited === null) return failure('wrong-signature', `${NOT_SIGNED}. ${TO_COMPARE}`);
  const detail = `Too many requests whose signature does not fit; one that fits is taken all the same. ${TO_COMPARE}`;
  return new FailureError({ ...limited.failure, detail });
}
