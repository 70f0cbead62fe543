import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type RunningService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const HIGH = { field: 'ticket.priority.slug', op: 'eq', value: 'high' };

let made = 0;
/** An event with an id that the test knows. */
function newEvent(overrides: Readonly<Record<string, unknown>> = {}) {
  const id = `explained-${++made}`;
  return { ...anEvent(overrides), id };
}

interface Explanation {
  readonly name: string;
  readonly reason: string;
  readonly fired: boolean;
  readonly detail: string;
  readonly deliveries: readonly string[];
}

/** From the event to its explanation; every answer of `world.call` is held against the OpenAPI document. */
describe('the explanation of an event', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let evaluator: RunningService;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      async (env) => (evaluator = await startService(evaluatorService, env)),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.call('PUT', tenant, { json: {} });
    await subscribe('all', { events: ['*'] });
    await subscribe('high', { events: ['ticket.*'], condition: HIGH });
    await subscribe('replies', { events: ['reply.created'] });
    await subscribe('asleep', { events: ['*'], status: 'inactive' });
    await subscribe('closed', { events: ['ticket.closed'] });
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  async function subscribe(name: string, more: object) {
    const json = { name, urls: [`${receiver.url}?token=s3cret`], ...more };
    const { body } = await world.call('POST', `${tenant}/subscriptions`, { json });
    ids.set(name, body.id);
  }
  const publish = (json: object) => world.call('POST', `${tenant}/events`, { json });

  /** The event, once the log has all its deliveries. */
  async function explained(id: string, deliveries: number) {
    const path = `${tenant}/events/${id}?explanations=1000`;
    const { body } = await world.soon(path, ({ status, body: so }) => {
      return status === 200 && so.deliveries.length === deliveries && so.explanations !== null;
    });
    const found: readonly Explanation[] = body.explanations;
    return { body, of: new Map(found.map((one) => [one.name, one])) };
  }

  it('says of every subscription whether it fired, and why not', async () => {
    const event = newEvent({ data: { ticket: { id: 1, priority: { slug: 'low' } } } });
    await publish(event);
    const { body, of } = await explained(event.id, 1);
    expect([...of].map(([name, { reason }]) => [name, reason])).toEqual(
      expect.arrayContaining([
        ['all', 'fired'],
        ['high', 'condition_false'],
        ['replies', 'type_not_selected'],
        ['asleep', 'inactive'],
        ['closed', 'type_not_selected'],
      ]),
    );
    expect(of.get('all')).toMatchObject({ fired: true, deliveries: [body.deliveries[0].id] });
    expect(of.get('high')).toMatchObject({ explanation: { ...HIGH, actual: 'low', verdict: false } });
    expect(body).toMatchObject({
      derived: [],
      refusal: null,
      publicationCount: 1,
      explanationsTruncated: false,
    });
  });

  it('is of one subscription, or of so many', async () => {
    const event = newEvent();
    await publish(event);
    await explained(event.id, 1);
    const path = `${tenant}/events/${event.id}`;
    const one = (await world.call('GET', `${path}?subscription=${ids.get('replies')}`)).body;
    expect(one.explanations).toMatchObject([{ name: 'replies' }]);
    const two = (await world.call('GET', `${path}?explanations=2`)).body;
    expect(two).toMatchObject({ explanations: [{ name: 'all' }, {}], explanationsTruncated: true });
    expect((await world.call('GET', `${path}?subscription=sub_none`)).status).toBe(404);
    expect((await world.call('GET', `${path}?explanations=1001`)).status).toBe(422);
  });

  it('follows what is derived from the event', async () => {
    const data = {
      ticket: { id: 2, status: { slug: 'closed', base: 'closed' } },
      changes: [{ field: 'status', old: 'open', new: 'closed', old_base: 'in_progress', new_base: 'closed' }],
    };
    const event = newEvent({ type: 'ticket.updated', data });
    await publish(event);
    const { body, of } = await explained(event.id, 4);
    expect(body.derived).toEqual([
      { id: `${event.id}:ticket.status_changed`, type: 'ticket.status_changed' },
      { id: `${event.id}:ticket.closed`, type: 'ticket.closed' },
    ]);
    expect(of.get('closed')).toMatchObject({ fired: true, eventId: `${event.id}:ticket.closed` });
    expect(of.get('all')?.deliveries).toHaveLength(3);
    const events = body.deliveries.map(({ eventId }: { eventId: string }) => eventId);
    expect(new Set(events)).toEqual(new Set([event.id, ...body.derived.map(({ id }: { id: string }) => id)]));
  });

  it('tells of a second publication', async () => {
    const event = newEvent();
    await publish(event);
    await explained(event.id, 1);
    await publish(event);
    const again = await world.soon(`${tenant}/events/${event.id}`, ({ body }) => body.publicationCount === 2);
    expect(again.body.publications).toMatchObject([{ outcome: 'evaluated' }, { outcome: 'deduplicated' }]);
    expect(again.body.deliveries).toHaveLength(1);
  });

  it('tells of a loop, which is refused, not evaluated, and a dead letter', async () => {
    const event = newEvent({ hopcount: 6 });
    const refused = await world.call('POST', `${tenant}/events`, { json: event });
    expect(refused).toMatchObject({
      status: 422,
      body: { accepted: 0, errors: [{ pointer: '/hopcount' }] },
    });
    const { body } = await world.soon(
      `${tenant}/events/${event.id}`,
      ({ body: so }) => so.refusal !== undefined && so.refusal !== null,
    );
    expect(body).toMatchObject({ refusal: { reason: 'hop_limit' }, deliveries: [], derived: [] });
    const reasons = body.explanations.map(({ reason }: Explanation) => reason);
    expect(new Set(reasons)).toEqual(new Set(['hop_limit']));
    expect((await world.call('GET', `${tenant}/events`)).text).not.toContain(event.id);
  });

  it('tells of one change of state that was two events', async () => {
    await subscribe('candy', { events: ['change-assignee'], dialect: 'supportcandy' });
    const data = { ticket: { id: 3 }, assignment: { kind: 'agent', assignee: { id: 12, name: 'Jane' } } };
    const first = newEvent({ type: 'ticket.assigned', correlationid: 'change-1', data });
    const second = newEvent({ type: 'ticket.assignees_changed', correlationid: 'change-1', data });
    // Events and deliveries are logged by consumers of their own: either may be there before the other.
    const toldOf = async (id: string, reason: string) => {
      const path = `${tenant}/events/${id}?subscription=${ids.get('candy')}`;
      const { body } = await world.soon(path, ({ body: { explanations } }) => {
        return explanations?.[0]?.reason === reason && explanations[0].deliveries.length === 1;
      });
      expect(body.explanations).toHaveLength(1);
      return body.explanations[0];
    };
    await publish(first);
    const before = await toldOf(first.id, 'fired');
    expect(before).toMatchObject({ fired: true });
    await publish(second);
    expect(await toldOf(second.id, 'merged')).toMatchObject({ fired: false, deliveries: before.deliveries });
  });

  it('hides what viewers may not see', async () => {
    const event = newEvent();
    await publish(event);
    await explained(event.id, 1);
    const key = await world.keyFor('acme', 'viewer');
    const { status, text } = await world.call('GET', `${tenant}/events/${event.id}`, { key });
    expect([status, text.includes('s3cret'), text.includes('type_not_selected')]).toEqual([200, false, true]);
  });

  it('is left out where nobody can give it', async () => {
    const event = newEvent();
    await publish(event);
    await explained(event.id, 1);
    await evaluator.stop();
    const { status, body } = await world.call('GET', `${tenant}/events/${event.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      explanations: null,
      explanationsDetail: expect.stringContaining('evaluator'),
    });
    expect(body.deliveries).toHaveLength(1);
  });
});
