import { FailureError, type ConnectorOutcome, type InboundAnswer } from '@deskhook/contracts';
import { gatewayMetrics } from '../gateway.metrics.js';
import type { ConnectorRequests } from './connector-requests.js';
import type { ConnectorsView } from './connectors.view.js';
import type { Arrival, InboundService } from './inbound.service.js';

/** Where helpdesks are answered: what each request comes to is counted, and noted beside its connector. */
export class InboundDesk {
  constructor(
    private readonly inbound: InboundService,
    private readonly view: ConnectorsView,
    private readonly requests: ConnectorRequests,
  ) {}

  /** Throws a failure unless the request is the helpdesk's own and could be stored. */
  async answer(arrival: Arrival): Promise<InboundAnswer> {
    const received = await this.inbound.receive(arrival).catch((error: unknown) => {
      this.tell(arrival, 'unavailable', sentenceOf(error));
      throw error;
    });
    this.tell(arrival, received.outcome, received.detail);
    if (received.outcome === 'unauthorized') throw received.failure;
    return received.answer;
  }

  private tell({ tenant, id }: Arrival, outcome: ConnectorOutcome, detail: string): void {
    const kind = this.view.connector(tenant, id)?.kind;
    gatewayMetrics.connectorRequests.inc({ connector: kind ?? 'unknown', outcome });
    if (kind === undefined) return;
    this.requests.note({ tenant, id, outcome, at: new Date().toISOString(), detail });
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof FailureError
    ? error.failure.detail
    : 'an unexpected error: the log of the gateway has it';
}
