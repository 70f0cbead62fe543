import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SubscriptionRecord } from '@deskhook/contracts';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { Webhook } from 'standardwebhooks';
import {
  loopbackCertificate,
  tlsMaterialSchema,
  type TlsMaterial,
} from '../../tools/local-stack/loopback-certificate.js';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { SIGNING_SECRET, startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const ANA = { id: 3, name: 'Ana', email: 'ana@example.com', is_agent: true };
const SALES = { id: 2, name: 'Sales' };

const mixed = {
  ticket: {
    id: 7,
    subject: 'Done',
    status: { id: 9, slug: 'closed', name: 'Closed', base: 'closed' },
    agents: [ANA],
    timestamps: { updated: '2026-02-17T14:45:00Z' },
  },
  changes: [
    { field: 'status', old: 'open', new: 'closed', old_id: 1, new_id: 9 },
    { field: 'assignee', old: null, new: 3 },
    { field: 'priority', old: 'low', new: 'high' },
    { field: 'subject', old: 'Done', new: 'Done' },
  ],
};
const DERIVED = [
  'ticket.status_changed',
  'ticket.closed',
  'ticket.assigned',
  'ticket.assignees_changed',
  'ticket.fields_changed',
];

describe('fine events from ticket.updated', () => {
  let folder: string;
  let tls: TlsMaterial;
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhook-tls-'));
    const { authorityFile, materialFile } = await loopbackCertificate(folder, Date.now());
    tls = tlsMaterialSchema.parse(JSON.parse(await readFile(materialFile, 'utf8')));
    path = await startHotPath({ DESKHOOK_EGRESS_CA_FILE: authorityFile });
  });
  afterAll(async () => {
    await path.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    receiver = await startReceiver(() => ({ code: 204 }), tls);
  });
  afterEach(() => receiver.close());

  /** A tenant of its own with one subscription, so that no other test's events reach it. */
  async function subscribe(overrides: Partial<SubscriptionRecord> = {}) {
    const tenant = `tenant-${++made}`;
    await path.putTenant(tenant, { name: 'Acme', siteUrl: 'https://helpdesk.example/' });
    await path.putSubscription({ id: 'sub_1', tenant, urls: [`${receiver.url}/hook`], ...overrides });
    const reports = (count: number) => attemptReports(path.broker, { tenant, subscription: 'sub_1', count });
    return { tenant, reports };
  }

  const bodies = () => receiver.requests.map(({ body }) => JSON.parse(body.toString('utf8')));
  /** An event that is delivered after all others: what has not come by then never comes. */
  const last = (tenant: string) => path.publish(anEvent({ type: 'ticket.created', id: 'last' }), tenant);

  test('each type once, under ids of their own, also when the event is published twice', async () => {
    const { tenant, reports } = await subscribe({ events: ['ticket.*'] });
    const event = anEvent({
      type: 'ticket.updated',
      id: 'e-1',
      data: mixed,
      hopcount: 1,
      actortype: 'agent',
    });
    await path.publish(event, tenant);
    await path.publish(event, tenant);
    await last(tenant);
    const found = await reports(DERIVED.length + 2);
    const ids = ['e-1', ...DERIVED.map((type) => `e-1:${type}`), 'last'];
    expect(found.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
    const byId = new Map(bodies().map((body) => [body.id, body]));
    expect(byId.get('e-1')).toEqual(event);
    const { data, id: _id, type: _type, ...attributes } = event;
    expect(byId.get('e-1:ticket.closed')).toEqual({
      ...attributes,
      id: 'e-1:ticket.closed',
      type: 'ticket.closed',
      correlationid: 'e-1',
      causationid: 'e-1',
      data: { ...data, changes: [mixed.changes[0]] },
    });
    expect(byId.get('e-1:ticket.fields_changed').data.changes).toEqual([mixed.changes[2]]);
    expect(byId.get('e-1:ticket.assigned').data).toMatchObject({
      assignment: { kind: 'agent', assignee: ANA, previous: null },
      ticket: mixed.ticket,
    });
    expect(receiver.requests).toHaveLength(DERIVED.length + 2);
  });

  test('are signed as what they are, in the trace of the published event', async () => {
    const { tenant, reports } = await subscribe({ events: ['ticket.closed'] });
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await path.publish(
      anEvent({ type: 'ticket.updated', data: mixed }),
      tenant,
      `00-${traceId}-00f067aa0ba902b7-01`,
    );
    const [request] = await receiver.received(1);
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(() => new Webhook(SIGNING_SECRET).verify(request?.body.toString() ?? '', headers)).not.toThrow();
    expect((await reports(1))[0]).toMatchObject({ traceId, type: 'ticket.closed', ticketId: '7' });
  });

  test('of an event in binary mode are structured ones', async () => {
    const { tenant, reports } = await subscribe({ events: ['ticket.status_changed'] });
    const carried = natsHeaders();
    const attributes = { specversion: '1.0', id: 'bin-1', source: '/helpdesk', type: 'ticket.updated' };
    for (const [name, value] of Object.entries(attributes)) carried.set(`ce-${name}`, value);
    carried.set('content-type', 'application/json');
    await path.broker.js.publish(`events.${tenant}.ticket.updated`, JSON.stringify(mixed), {
      headers: carried,
    });
    await reports(1);
    expect(bodies()).toEqual([
      {
        ...attributes,
        id: 'bin-1:ticket.status_changed',
        type: 'ticket.status_changed',
        datacontenttype: 'application/json',
        correlationid: 'bin-1',
        causationid: 'bin-1',
        data: { ...mixed, changes: [mixed.changes[0]] },
      },
    ]);
  });

  test('are not derived from fine events, nor from an update without a change', async () => {
    const { tenant, reports } = await subscribe({ events: ['ticket.*'] });
    await path.publish(anEvent({ type: 'ticket.status_changed', data: mixed }), tenant);
    await path.publish(anEvent({ type: 'ticket.updated', data: { ...mixed, changes: [] } }), tenant);
    await last(tenant);
    const found = await reports(3);
    expect(found.map(({ type }) => type).toSorted()).toEqual([
      'ticket.created',
      'ticket.status_changed',
      'ticket.updated',
    ]);
    expect(receiver.requests).toHaveLength(3);
  });

  test('fire the triggers of SupportCandy, each once', async () => {
    const { tenant, reports } = await subscribe({ dialect: 'supportcandy' });
    await path.publish(anEvent({ type: 'ticket.updated', data: mixed }), tenant);
    await last(tenant);
    const fired = [
      'change-assignee',
      'change-ticket-fields',
      'change-ticket-status',
      'close-ticket',
      'create-ticket',
    ];
    expect(new Set((await reports(fired.length)).map(({ trigger }) => trigger))).toEqual(new Set(fired));
    const byEvent = new Map(bodies().map((body) => [body.event, body]));
    expect(byEvent.get('change-assignee').changes).toEqual([{ slug: 'assigned_agent', prev: [], new: [3] }]);
    expect(byEvent.get('close-ticket')).toMatchObject({ id: 7, status: 9, assigned_agent: [3] });
    expect(receiver.requests).toHaveLength(fired.length);
  });

  test("fire ShahiAssist's events", async () => {
    const { tenant, reports } = await subscribe({ dialect: 'shahiassist' });
    await path.publish(anEvent({ type: 'ticket.updated', data: mixed }), tenant);
    await reports(3);
    const data = new Map(bodies().map((body) => [body.event, body.data]));
    expect(new Set(data.keys())).toEqual(
      new Set(['ticket.assigned', 'ticket.closed', 'ticket.status_changed']),
    );
    expect(data.get('ticket.status_changed')).toMatchObject({ old_status: 'open', new_status: 'closed' });
    expect(data.get('ticket.assigned')).toMatchObject({ assigned_to: 3, assigned_to_email: ANA.email });
  });

  test('make one packet of Movidesk, of the published event', async () => {
    const { tenant, reports } = await subscribe({ dialect: 'movidesk' });
    const event = anEvent({ type: 'ticket.updated', data: mixed });
    await path.publish(event, tenant);
    await last(tenant);
    expect((await reports(2)).map(({ eventId }) => eventId)).toEqual([event.id, 'last']);
    expect(bodies()[0]).toMatchObject({
      Id: 7,
      WebhookEvents: [{ Criteria: 2 }, { Criteria: 1007 }, {}, {}],
    });
    expect(receiver.requests).toHaveLength(2);
  });

  test("fire SupportBee's assignments of an agent and of a team", async () => {
    const { tenant, reports } = await subscribe({ dialect: 'supportbee' });
    const changes = [
      { field: 'assignee', old: null, new: 3 },
      { field: 'team', old: { id: 1, name: 'Support' }, new: SALES },
    ];
    const data = { ticket: { ...mixed.ticket, team: SALES }, changes };
    await path.publish(anEvent({ type: 'ticket.updated', data }), tenant);
    await reports(3);
    const payloads = new Map(bodies().map(({ payload }) => [payload.action_type, payload]));
    expect(new Set(payloads.keys())).toEqual(
      new Set(['ticket.assigned.to.team', 'ticket.assigned.to.user', 'ticket.unassigned.from.team']),
    );
    const assignee = (name: string, kind: string) => payloads.get(name)[`${kind}_assignment`].assignee[kind];
    expect(assignee('ticket.assigned.to.team', 'team')).toMatchObject(SALES);
    expect(assignee('ticket.assigned.to.user', 'user')).toMatchObject({ id: 3, name: 'Ana' });
    const gone = payloads.get('ticket.unassigned.from.team');
    expect(gone.team_assignment.assignee.team).toMatchObject({ id: 1, name: 'Support' });
    expect(gone.ticket.current_team_assignee).toMatchObject({ team: SALES });
  });
});
