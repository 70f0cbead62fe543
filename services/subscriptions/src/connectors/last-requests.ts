import { connectorRequestSchema, type ConnectorNote, type ConnectorRequest } from '@deskhook/contracts';
import { z } from 'zod';

/** As it is stored: by outcome. What a later release calls an outcome is passed over. */
const storedSchema = z.record(z.string(), z.unknown());

/** The newest request of each outcome, the newest first. */
export function lastRequests(stored: object): ConnectorRequest[] {
  const known = Object.values(storedSchema.parse(stored)).flatMap((one) => {
    const request = connectorRequestSchema.safeParse(one);
    return request.success ? [request.data] : [];
  });
  return known.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** What is stored after the notes; null where nothing in them is newer. */
export function withNotes(stored: object, notes: readonly ConnectorNote[]): object | null {
  const requests = new Map(Object.entries(storedSchema.parse(stored)));
  let isNewer = false;
  for (const { outcome, at, detail } of notes) {
    const before = connectorRequestSchema.safeParse(requests.get(outcome));
    if (before.success && Date.parse(before.data.at) >= Date.parse(at)) continue;
    requests.set(outcome, { outcome, at, detail });
    isNewer = true;
  }
  return isNewer ? Object.fromEntries(requests) : null;
}
