// Test support: data for the console's pages, as a helpdesk of middling luck has them.
import { connectBroker } from '@deskhook/messaging';
import type { ApiAnswer } from './api-world.js';
import type { ConsoleWorld } from './console-world.js';
import { TENANT } from './console-world.js';
import { CALENDAR, POLICIES, SUBSCRIPTIONS } from './console-world-settings.js';
import { helpdeskEvents } from './console-world-tickets.js';
import { waitUntil } from './processes.js';
import type { Answer, ReceivedRequest } from './receiver.js';

const TICKETS = 40;
const SETTLED_MS = 60_000;

/** What a test may want to look up in there. */
export interface Filled {
  /** The id of one of the subscriptions. */
  subscription(key: keyof typeof SUBSCRIPTIONS): string;
  /** How many events were accepted. */
  readonly events: number;
  /** A delivery that waits for its next attempt after an answer of 500, and one that is dead. */
  readonly retrying: string;
  readonly dead: string;
  /** An event of which some subscriptions made deliveries and others did not, and its ticket. */
  readonly event: string;
  readonly ticket: string;
  readonly deadLetter: string;
}

/** How the receiver answers by path; the others are content. */
function answer({ path }: ReceivedRequest, nth: number): Answer | null {
  const json = { 'content-type': 'application/json' };
  if (path.startsWith('/billing'))
    return { code: 500, headers: json, body: '{"error":"database is locked"}' };
  if (path.startsWith('/slow')) return null;
  if (path.startsWith('/gone')) return { code: 410, body: 'This server has been switched off.' };
  if (path.startsWith('/flaky') && nth === 1) return { code: 503, body: 'Deploying …' };
  return { code: 200, headers: json, body: '{"ok":true}' };
}

/** Fills the tenant with subscriptions, events, deliveries of every status, dead letters and clocks; waits until all is settled. */
export async function fill(world: ConsoleWorld): Promise<Filled> {
  world.receiver.answer(answer);
  await world.call('PATCH', '', {
    name: 'Acme Support',
    timezone: 'Europe/Berlin',
    siteUrl: 'https://acme.example',
  });
  await fillSla(world);
  const subscription = await fillSubscriptions(world);
  const events = helpdeskEvents(TICKETS);
  await world.publish(...events);
  const deadLetter = await fillDeadLetters(world);
  await settled(world, events.length, subscription('billing'));
  const [retrying] = await world.listed(
    `/deliveries?status=retrying&subscription=${subscription('billing')}`,
    1,
  );
  const [dead] = await world.listed('/deliveries?status=dead', 1);
  return {
    subscription,
    events: events.length,
    retrying: retrying.id,
    dead: dead.id,
    event: retrying.eventId,
    ticket: retrying.ticketId,
    deadLetter,
  };
}

async function fillSubscriptions(world: ConsoleWorld): Promise<Filled['subscription']> {
  const made = new Map<string, string>();
  for (const [key, settings] of Object.entries(SUBSCRIPTIONS)) {
    const urls = [`${world.receiver.url}/${key}/webhooks`];
    made.set(key, await world.subscribe({ urls, ...settings }));
  }
  return (key) => made.get(key) ?? '';
}

async function fillSla(world: ConsoleWorld): Promise<void> {
  await world.call('PUT', '/calendars/office', CALENDAR);
  for (const [id, policy] of Object.entries(POLICIES)) await world.call('PUT', `/sla-policies/${id}`, policy);
}

/** What a helpdesk gets wrong, past the HTTP API; answers the id of one of these dead letters. */
async function fillDeadLetters(world: ConsoleWorld): Promise<string> {
  const bad: readonly (readonly [type: string, payload: string])[] = [
    ['ticket.created', '{"specversion":"1.0","id":"cut-off","type":"ticket.cre'],
    [
      'ticket.exploded',
      JSON.stringify({
        specversion: '1.0',
        id: 'exploded-1',
        source: '/helpdesk',
        type: 'ticket.exploded',
        data: {},
      }),
    ],
    [
      'ticket.closed',
      JSON.stringify({
        specversion: '1.0',
        id: 'closed-1',
        source: '/helpdesk',
        type: 'ticket.created',
        data: { ticket: { id: 4_100 } },
      }),
    ],
    [
      'reply.created',
      JSON.stringify({
        specversion: '1.0',
        id: 'reply-1',
        source: '/helpdesk',
        type: 'reply.created',
        data: { message: { text: 'Hello' } },
      }),
    ],
  ];
  const broker = await connectBroker({ url: world.api.nats.url, name: 'test' });
  for (const [type, payload] of bad) await broker.js.publish(`events.${TENANT}.${type}`, payload);
  await broker.connection.close();
  const letters = await world.listed('/dead-letters', bad.length);
  return letters.find(({ reason }) => reason === 'schema_violation').id;
}

/** Everything is evaluated and was tried, and the books are closed over it. */
async function settled(world: ConsoleWorld, events: number, behind: string): Promise<void> {
  let last: unknown;
  const probe = async () => {
    const ledger = await world.call('GET', '/ledger');
    const { items: untried } = await world.call('GET', '/deliveries?status=pending&limit=200');
    last = ledger;
    const { accepted, waiting, unexplained, deliveries } = ledger;
    // More than were published: the clocks have told what is overdue.
    const isClosed = accepted > events && waiting === 0 && unexplained === 0 && deliveries > events;
    // What comes after a ticket's failed delivery waits behind it.
    const isTried = untried.every((delivery: ApiAnswer['body']) => delivery.subscriptionId === behind);
    return isClosed && isTried ? true : undefined;
  };
  const what = 'the books of what was filled in';
  await waitUntil(probe, { what, timeoutMs: SETTLED_MS, pollMs: 500 }).catch((cause: unknown) => {
    throw new Error(`${what} never closed: ${JSON.stringify(last)}`, { cause });
  });
}
