import { api, ask } from '../../../api/client.js';
import type { AnswerOf } from '../../../api/types.js';

/** Sends one delivery again; a ProblemError says why it cannot be. */
export function replayDelivery(tenant: string, id: string): Promise<AnswerOf<'replayDelivery'>> {
  return ask(api.POST('/v1/tenants/{tenant}/deliveries/{id}/replay', { params: { path: { tenant, id } } }));
}
