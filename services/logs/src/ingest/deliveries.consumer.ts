import { CONSUMERS, evaluationSchema, HEADERS, STREAMS, type Evaluation } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { EvaluationsRepository } from '../ledger/evaluations.repository.js';
import { BatchKeeper, unstorable, type Reading } from './batch-keeper.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { deliveryRow, type DeliveryRow } from './delivery-row.js';
import { beyondReach } from './log-reach.js';

/** What DELIVERIES tells the log. */
interface Told {
  readonly delivery?: DeliveryRow;
  readonly evaluation?: Evaluation;
}

@Controller()
export class DeliveriesConsumer {
  constructor(
    private readonly keeper: BatchKeeper,
    private readonly repository: DeliveriesRepository,
    private readonly evaluations: EvaluationsRepository,
  ) {}

  @EventPattern(CONSUMERS.logsDeliveries, JETSTREAM)
  keep(messages: readonly IncomingMessage[]): Promise<Outcome[]> {
    const store = (told: readonly Told[]) => this.store(told);
    return this.keeper.keep(messages, { stream: STREAMS.deliveries, read, store });
  }

  private async store(told: readonly Told[]): Promise<void> {
    const deliveries = told.flatMap(({ delivery }) => delivery ?? []);
    if (deliveries.length > 0) await this.repository.store(deliveries);
    await this.evaluations.store(told.flatMap(({ evaluation }) => evaluation ?? []));
  }
}

/** What carries neither a delivery nor an evaluation is refused by the dispatcher, which has its payload too. */
function read(message: IncomingMessage): Reading<Told> {
  const evaluation = message.header(HEADERS.evaluation);
  if (evaluation !== null) return readEvaluation(evaluation);
  const header = message.header(HEADERS.delivery);
  if (header === null) return { kind: 'ignore' };
  const { storedAt, sequence } = message;
  const delivery = deliveryRow({ header, storedAt, sequence });
  const fault = typeof delivery === 'string' ? delivery : beyondReach(delivery.createdAt, Date.now());
  if (typeof delivery === 'string' || fault !== null)
    return { kind: 'refuse', refusal: unstorable(fault ?? '') };
  return { kind: 'keep', item: { delivery } };
}

function readEvaluation(header: string): Reading<Told> {
  const read = evaluationSchema.safeParse(parseJson(header));
  if (read.success) return { kind: 'keep', item: { evaluation: read.data } };
  return { kind: 'refuse', refusal: unstorable(`the header ${HEADERS.evaluation} is no evaluation`) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
