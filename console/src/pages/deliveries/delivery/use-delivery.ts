import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import { useSubscriptionNames } from '../../../api/subscription-names.js';
import type { DeliveryDetail } from '../../../api/types.js';

const SOON_MS = 1_000;
const OPEN_MS = 2_000;
const WAITING_MS = 5_000;
const DUE_MS = 15_000;

/**
 * A delivery, asked for again while it is open, and more often when an attempt is near. `awaited` is the number of an attempt
 * that was just ordered: until the log knows it, it is looked for.
 */
export function useDelivery(tenant: string, id: string, awaited: number | null) {
  return useQuery({
    queryKey: ['delivery', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/deliveries/{id}', { params: { path: { tenant, id } }, signal })),
    refetchInterval: ({ state }) => (state.data === undefined ? false : pauseMs(state.data, awaited)),
  });
}

function pauseMs(
  { status, attempts, nextAttemptAt }: DeliveryDetail,
  awaited: number | null,
): number | false {
  if (awaited !== null && (attempts.at(-1)?.number ?? 0) < awaited) return SOON_MS;
  if (status !== 'pending' && status !== 'retrying') return false;
  const leftMs = nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt) - Date.now();
  return leftMs > DUE_MS ? WAITING_MS : OPEN_MS;
}

const USUAL_CODES = '2xx';

/** The success codes and the name of a delivery's subscription; of one that is gone, the usual codes and its id. */
export function useSubscriptionOf(tenant: string, id: string) {
  const names = useSubscriptionNames(tenant);
  const isKnown = names.has(id);
  const { data } = useQuery({
    queryKey: ['subscription', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/subscriptions/{id}', { params: { path: { tenant, id } }, signal })),
    enabled: isKnown,
  });
  return {
    name: names.get(id) ?? id,
    isKnown,
    successCodes: data?.delivery.successCodes ?? USUAL_CODES,
  };
}
