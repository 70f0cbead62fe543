import { eventDetailSchema, type EventDetail } from '@deskhook/contracts';
import { ApiError, apiPath } from '../api-client.js';
import { DELIVERY_COLUMNS } from '../deliveries/deliveries.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { pause } from '../pause.js';
import type { Session } from '../session.js';

const POLL_MS = 300;
const POLL_MS_MAX = 3_000;
const OPEN: ReadonlySet<string> = new Set(['pending', 'retrying']);
const EXPLAINED_MAX = 1_000;

/** Waits until every delivery of the events has ended, and shows them. Not all delivered, or not all ended in time: failed. */
export async function waitForDeliveries(
  session: Session,
  ids: readonly string[],
  waitMs: number,
): Promise<ExitCode> {
  const until = performance.now() + waitMs;
  let code: ExitCode = EXIT.ok;
  for (const id of ids) {
    const event = await endOf(session, id, until);
    session.output.item({
      outcome: 'ended',
      id,
      ended: hasEnded(event),
      deliveries: event?.deliveries ?? [],
    });
    if (event !== null && event.deliveries.length > 0)
      session.output.table(DELIVERY_COLUMNS, event.deliveries);
    if (hasEnded(event) && event?.deliveries.length === 0)
      session.output.note(`${id}: no subscription fires for it`);
    if (!hasEnded(event))
      session.output.note(`${id}: not everything has ended within the time that --wait gives`);
    if (!hasEnded(event) || event?.deliveries.some(({ status }) => status !== 'delivered') === true)
      code = EXIT.failed;
  }
  return code;
}

async function endOf(session: Session, id: string, until: number): Promise<EventDetail | null> {
  const { interrupted } = session.surroundings;
  for (let pauseMs = POLL_MS; ; pauseMs = Math.min(pauseMs * 1.5, POLL_MS_MAX)) {
    const event = await eventOf(session, id);
    if (hasEnded(event)) return event;
    if (performance.now() + pauseMs > until || !(await pause(pauseMs, interrupted))) return event;
  }
}

/** The log is a moment behind: an event that it does not have yet comes. */
async function eventOf(session: Session, id: string): Promise<EventDetail | null> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/events/${id}`;
  try {
    return await session.api.get(path, eventDetailSchema, { explanations: EXPLAINED_MAX });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Everything that is called for is in the log, and nothing of it is on its way. */
function hasEnded(event: EventDetail | null): boolean {
  if (event === null) return false;
  if (event.refusal !== null) return true;
  // Where nobody can explain the event right now, no deliveries may also be none yet.
  const isComplete =
    event.explanations?.every(({ reason }) => reason !== 'pending') ?? event.deliveries.length > 0;
  return isComplete && event.deliveries.every(({ status }) => !OPEN.has(status));
}
