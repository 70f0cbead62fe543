import {
  EVALUATION_IDS_MAX,
  evaluationMessageId,
  HEADERS,
  subjects,
  type Evaluation,
} from '@deskhook/contracts';
import type { Publication } from '@deskhook/messaging';

/** What the ledger is told of an event: first the message that counts, then those that name more of its deliveries. */
export function evaluationMessages(
  evaluation: Omit<Evaluation, 'part' | 'deliveries'>,
): readonly [Publication, ...Publication[]] {
  const { deliveryIds } = evaluation;
  const message = (part: number): Publication => {
    const ids = deliveryIds.slice(part * EVALUATION_IDS_MAX, (part + 1) * EVALUATION_IDS_MAX);
    const told: Evaluation = { ...evaluation, deliveries: deliveryIds.length, deliveryIds: ids, part };
    return {
      subject: subjects.evaluation(evaluation.tenant),
      payload: '',
      headers: { [HEADERS.evaluation]: JSON.stringify(told) },
      messageId: evaluationMessageId(told),
    };
  };
  const others = Math.max(0, Math.ceil(deliveryIds.length / EVALUATION_IDS_MAX) - 1);
  return [message(0), ...Array.from({ length: others }, (_, index) => message(index + 1))];
}
