import { acceptEvent, subjects, type MendedReplayInput, type Failure } from '@deskhook/contracts';
import { isOwnNews } from '@deskhook/domain';
import { failure } from './failures.js';
import { ownNews, refusalKind } from './ingest-refusal.js';
import { claimedTypeOf } from './ingest-request.js';

type Event = NonNullable<MendedReplayInput['event']>;

/** An event that takes the place of a dead letter, as it is published. */
export interface MendedEvent {
  readonly type: string;
  readonly payload: string;
}

/**
 * Throws a failure, with a pointer into the request, unless the tenant could publish the event itself: what is mended must not
 * end as another dead letter.
 */
export function mendedEvent(tenant: string, event: Event, hopLimit: number): MendedEvent {
  const payload = JSON.stringify(event);
  const type = claimedTypeOf(event);
  const subject = subjects.event(tenant, type);
  const acceptance = acceptEvent({ subject, payload: Buffer.from(payload), attributes: {} }, hopLimit);
  const refusal = acceptance.ok ? (isOwnNews(type) ? ownNews(type) : null) : acceptance.refusal;
  if (refusal === null) return { type, payload };
  const pointer = `/event${refusal.pointer ?? ''}`;
  const kind: Failure['kind'] = refusalKind(refusal);
  throw failure(kind, `${pointer}: ${refusal.detail}`, [{ pointer, detail: refusal.detail }]);
}
