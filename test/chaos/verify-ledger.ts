import { ledgerSchema, type Ledger } from '@deskhook/contracts';
import { TimeoutError, waitUntil } from '../../tools/local-stack/wait-until.js';
import type { GatewayClient } from '../../tools/demo/gateway-client.js';
import { CHAOS_TENANTS, type ExpectedDelivery } from './scenario.js';
import type { AcceptedEvent } from './publisher.js';
import type { Violation } from './verify-receipts.js';

const CLOSED_MS_MAX = 120_000;
const POLL_MS = 500;

/** Once all is quiet the books must balance: every event evaluated, every delivery delivered, nothing unexplained. */
export async function verifyLedger(
  gateway: GatewayClient,
  accepted: readonly AcceptedEvent[],
  expected: ReadonlyMap<string, ExpectedDelivery>,
): Promise<{ readonly unexplained: number; readonly violations: Violation[] }> {
  const violations: Violation[] = [];
  let unexplained = 0;
  for (const tenant of CHAOS_TENANTS) {
    const ledger = await closedLedger(gateway, tenant, Date.now());
    const events = accepted.filter((event) => event.tenant === tenant).length;
    const deliveries = [...expected.values()].filter(({ event }) => event.tenant === tenant).length;
    unexplained += ledger.unexplained;
    violations.push(...faultsOf(tenant, ledger, { events, deliveries }));
  }
  return { unexplained, violations };
}

/** The books as they were closed after the instant. */
export async function closedLedger(gateway: GatewayClient, tenant: string, after: number): Promise<Ledger> {
  let last: Ledger | undefined;
  try {
    return await waitUntil(
      async () => {
        last = await gateway.call('GET', `/v1/tenants/${tenant}/ledger`, ledgerSchema);
        const isClosed = last.asOf !== null && Date.parse(last.asOf) > after;
        return isClosed && last.unexplained === 0 ? last : undefined;
      },
      { what: 'the ledger to be closed', timeoutMs: CLOSED_MS_MAX, pollMs: POLL_MS },
    );
  } catch (error) {
    if (error instanceof TimeoutError && last !== undefined) return last;
    throw error;
  }
}

function faultsOf(
  tenant: string,
  ledger: Ledger,
  { events, deliveries }: { readonly events: number; readonly deliveries: number },
): Violation[] {
  const figures: readonly (readonly [string, number, number])[] = [
    ['accepted', ledger.accepted, events],
    ['evaluated', ledger.evaluated, events],
    ['deliveries', ledger.deliveries, deliveries],
    ['delivered', ledger.delivered, deliveries],
    ['unexplained', ledger.unexplained, 0],
  ];
  const wrong = figures.filter(([, is, must]) => is !== must);
  if (wrong.length === 0) return [];
  const detail = wrong.map(([name, is, must]) => `${name} is ${is} instead of ${must}`).join(', ');
  const items = ledger.unexplainedItems.map(({ what, id, why }) => `${what} ${id}: ${why}`).slice(0, 3);
  return [{ kind: 'unexplained', about: tenant, detail: [detail, ...items].join('; ') }];
}
