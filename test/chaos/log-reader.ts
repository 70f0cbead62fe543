import { hash } from 'node:crypto';
import { deliveryDetailSchema, deliverySummarySchema, type DeliverySummary } from '@deskhook/contracts';
import { z } from 'zod';
import type { GatewayClient } from '../../tools/demo/gateway-client.js';

/** A delivery as the log's HTTP API lists it. */
export type LoggedDelivery = Pick<
  DeliverySummary,
  'id' | 'eventId' | 'subscriptionId' | 'url' | 'type' | 'status' | 'attemptCount' | 'reason'
>;

/** A delivery's attempts as the log's HTTP API shows them. */
export interface LoggedAttempts {
  readonly deliveryId: string;
  readonly numbers: readonly number[];
  /** Attempts that were answered with 2xx. */
  readonly succeeded: number;
  readonly bodyHashes: readonly string[];
}

const PAGE = 200;
const AT_ONCE = 8;
const pageSchema = z.object({ items: z.array(deliverySummarySchema), nextCursor: z.string().nullable() });
const countSchema = z.object({ items: z.array(z.unknown()) });

/** Every delivery of a tenant, page by page. */
export async function readDeliveries(gateway: GatewayClient, tenant: string): Promise<LoggedDelivery[]> {
  const found: LoggedDelivery[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/tenants/${tenant}/deliveries?limit=${PAGE}${next}`;
    const page: z.infer<typeof pageSchema> = await gateway.call('GET', path, pageSchema);
    for (const { id, eventId, subscriptionId, url, type, status, attemptCount, reason } of page.items)
      found.push({ id, eventId, subscriptionId, url, type, status, attemptCount, reason });
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The attempts of some deliveries of a tenant. */
export async function readAttempts(
  gateway: GatewayClient,
  tenant: string,
  ids: readonly string[],
): Promise<LoggedAttempts[]> {
  const found: LoggedAttempts[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    found.push(...(await Promise.all(some.map((id) => readAttemptsOf(gateway, tenant, id)))));
  }
  return found;
}

async function readAttemptsOf(gateway: GatewayClient, tenant: string, id: string): Promise<LoggedAttempts> {
  const path = `/v1/tenants/${tenant}/deliveries/${id}`;
  const { attempts } = await gateway.call('GET', path, deliveryDetailSchema);
  const isSuccess = (code: number | null) => code !== null && code >= 200 && code < 300;
  return {
    deliveryId: id,
    numbers: attempts.map(({ number }) => number),
    succeeded: attempts.filter(({ responseCode }) => isSuccess(responseCode)).length,
    bodyHashes: attempts.map(({ requestBody }) => hash('sha256', requestBody ?? '', 'hex')),
  };
}

/** How many dead letters the API lists for a tenant; one page is enough, there must be none. */
export async function countListedDeadLetters(gateway: GatewayClient, tenant: string): Promise<number> {
  return (await gateway.call('GET', `/v1/tenants/${tenant}/dead-letters`, countSchema)).items.length;
}
