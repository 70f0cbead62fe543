// Test support: what a dialect's renderer is given, with overrides.
import type { RenderInput } from '@deskhook/dialects';

export interface RenderOverrides extends Partial<Omit<RenderInput, 'payload' | 'mode'>> {
  /** Event type; also the type of the CloudEvent that is made of `data`. */
  readonly type?: string;
  /** RFC 3339; absent: the event states no time. */
  readonly time?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The input for a structured event with this data. Keys that are no integers get 1,000,000,001 and up, in their order. */
export function aRenderInput(overrides: RenderOverrides = {}): RenderInput {
  const {
    type = 'ticket.created',
    time,
    data = { ticket: { id: 123, subject: 'Cannot log in' } },
    ...rest
  } = overrides;
  const event = { specversion: '1.0', id: 'event-1', source: '/helpdesk/acme', type, time, data };
  const known = new Map<string, number>();
  return {
    mode: 'structured',
    payload: Buffer.from(JSON.stringify(event)),
    attributes: {},
    trigger: null,
    deliveryId: 'dlv_1',
    subscriptionId: 'sub_1',
    acceptedAt: Date.parse('2026-02-17T14:45:00.000Z'),
    tenant: {
      id: 'acme',
      name: 'Acme',
      subdomain: 'acme',
      siteUrl: 'https://example.com',
      adminBaseUrl: null,
      portalBaseUrl: null,
      timezone: 'UTC',
    },
    options: {},
    secret: null,
    variant: null,
    ids: (kind, key) => {
      const name = `${kind} ${key}`;
      const id = known.get(name) ?? 1_000_000_001 + known.size;
      known.set(name, id);
      return id;
    },
    ...rest,
  };
}
