const RANDOM_BYTES = 8;

/**
 * A sample of the catalogue as an event that can be published: under an id of its own, since an id counts once, and as of now.
 * It is no longer marked as a sample.
 */
export function publishable(
  sample: Readonly<Record<string, unknown>>,
  id: string,
  now: Date,
): Readonly<Record<string, unknown>> {
  const { testevent: _isSample, ...event } = sample;
  return { ...event, id, time: now.toISOString() };
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
