import { retold } from './sample-instants.js';

const RANDOM_BYTES = 8;

/**
 * A sample of the catalogue as an event that can be published: under an id of its own, since an id counts once, of the tenant,
 * and as of now. It is no longer marked as a sample. The samples of SLA events tell of what is late: their data stay as they are.
 */
export function publishable(
  sample: Readonly<Record<string, unknown>>,
  { id, tenant, now }: { readonly id: string; readonly tenant: string; readonly now: Date },
): Readonly<Record<string, unknown>> {
  const { testevent: _isSample, ...event } = sample;
  const { type, source, time, data } = event;
  const isOfSla = typeof type === 'string' && type.startsWith('sla.');
  return {
    ...event,
    id,
    // A sample's source ends with the name of a tenant that it is made up for.
    ...(typeof source === 'string' ? { source: source.replace(/[^/]+$/, () => tenant) } : {}),
    time: now.toISOString(),
    data: isOfSla ? data : retold(data, time, now),
  };
}

/** Pages that came over plain HTTP have no `randomUUID`. */
export function freshEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return `console-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** How to publish a first event from a shell; the key is left to the reader. */
export function publishCommand(origin: string, tenant: string): string {
  const event = {
    specversion: '1.0',
    id: 'first-event',
    source: '/helpdesk',
    type: 'ticket.created',
    data: { ticket: { id: 123, subject: 'Cannot log in' } },
  };
  return [
    `curl -X POST ${origin}/v1/tenants/${tenant}/events \\`,
    '  -H "Authorization: Bearer $DESKHOOK_KEY" \\',
    "  -H 'Content-Type: application/cloudevents+json' \\",
    `  -d '${JSON.stringify(event)}'`,
  ].join('\n');
}
