import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublisher, NotStoredError, RefusedError, type Obstacle } from '@deskhook/publisher';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { CloudEvent } from 'cloudevents';
import { NATS_PASSWORD, startGuardedNats, type GuardedNats } from '../support/guarded-nats.js';
import { startNatsServer } from '../support/nats.js';
import { waitUntil } from '../support/processes.js';

const ticket = { id: 123, subject: 'Cannot log in – très urgent 🙂' };

describe('a publisher at a broker of Deskhook', () => {
  let guarded: GuardedNats;
  let operator: NatsConnection;
  const helpdesk = { user: 'acme-helpdesk', pass: NATS_PASSWORD };
  beforeAll(async () => {
    guarded = await startGuardedNats({ tenants: ['acme'] });
    operator = await connect({ servers: guarded.nats.url });
  });
  afterAll(async () => {
    await operator.close();
    await guarded.nats.stop();
  });

  const publisherOf = (tenant: string, onRetry: (obstacle: Obstacle) => void = () => undefined) =>
    createPublisher({ servers: guarded.nats.url, tenant, onRetry, nats: helpdesk });
  const stored = async (seq: number | null) => {
    const manager = await jetstreamManager(operator);
    const message = await manager.streams.getMessage('EVENTS', { seq: seq ?? 0 });
    if (message === null) throw new Error(`nothing is stored at ${seq}`);
    return message;
  };

  it('stores CloudEvents that the official SDK takes, as the helpdesk of a tenant', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const publisher = publisherOf('acme');
    const { event, sequence } = await publisher.publish('ticket.created', { ticket }, { traceparent });
    const message = await stored(sequence);
    expect(message.subject).toBe('events.acme.ticket.created');
    expect(message.header.get('traceparent')).toBe(traceparent);
    expect(message.json()).toEqual(event);
    const parsed = new CloudEvent(message.json<Record<string, unknown>>(), true);
    expect(parsed).toMatchObject({ id: event.id, subject: 'tickets/123', data: { ticket } });
    expect(await publisher.close()).toEqual({ notStored: [] });
  });

  it('names the subject that permissions do not allow: another tenant, and what only Deskhook says', async () => {
    const other = publisherOf('other');
    const published = other.publish('ticket.created', { ticket });
    await expect(published).rejects.toThrow(RefusedError);
    await expect(published).rejects.toThrow('to publish to events.other.ticket.created');
    const own = publisherOf('acme');
    await expect(own.publish('sla.breached', { ticket })).rejects.toThrow('events.acme.sla.breached');
    await own.publish('ticket.closed', { ticket });
    await Promise.all([other.close(), own.close()]);
  });

  it('keeps events while the stream is full, and says so', async () => {
    const manager = await jetstreamManager(operator);
    await manager.streams.update('EVENTS', { max_bytes: 1_000_000 });
    const pauses: Obstacle[] = [];
    const publisher = publisherOf('acme', (obstacle) => pauses.push(obstacle));
    const large = { ticket, filler: 'x'.repeat(400_000) };
    const all = Promise.all(
      [1, 2, 3, 4].map((id) => publisher.publish('ticket.created', { ...large, ticket: { id } })),
    );
    await waitUntil(() => (pauses.length > 0 ? true : undefined), {
      what: 'a full stream',
      timeoutMs: 60_000,
    });
    expect(pauses[0]).toMatchObject({ error: { message: expect.stringContaining('EVENTS is full') } });
    const purge = async () => {
      await manager.streams.purge('EVENTS');
      return publisher.waiting === 0 ? true : undefined;
    };
    await waitUntil(purge, { what: 'room for all', timeoutMs: 60_000, pollMs: 100 });
    expect((await all).map(({ event }) => event.data['ticket'])).toEqual([1, 2, 3, 4].map((id) => ({ id })));
    await publisher.close();
  });

  it('takes events before there is a broker, and tells why they wait', async () => {
    const late = await startNatsServer();
    await late.kill9();
    const pauses: Obstacle[] = [];
    const onRetry = (obstacle: Obstacle) => pauses.push(obstacle);
    const publisher = createPublisher({ servers: late.url, tenant: 'acme', onRetry });
    const published = publisher.publish('ticket.created', { ticket });
    await waitUntil(() => pauses[0], { what: 'a refused connection', timeoutMs: 60_000 });
    expect(pauses[0]).toMatchObject({
      delayMs: null,
      error: { message: `no connection to ${late.url}: connection refused` },
    });
    await late.restart();
    const connection = await connect({ servers: late.url });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'EVENTS', subjects: ['events.>'] });
    expect(await published).toMatchObject({ sequence: 1 });
    await Promise.all([publisher.close(), connection.close()]);
    await late.stop();
  });

  it('tells of a broker that is frozen, whether it was connected before or not', async () => {
    const frozen = await startNatsServer();
    const told = (pauses: readonly Obstacle[]) =>
      waitUntil(() => pauses[0], { what: 'the word of a frozen broker', timeoutMs: 60_000 });
    const pauses: { readonly before: Obstacle[]; readonly after: Obstacle[] } = { before: [], after: [] };
    const publisherTo = (list: Obstacle[], giveUpAfterMs: number) =>
      createPublisher({
        servers: frozen.url,
        tenant: 'acme',
        giveUpAfterMs,
        onRetry: (one) => list.push(one),
      });
    const connected = publisherTo(pauses.before, 3_000);
    await expect(connected.publish('ticket.created', { ticket })).rejects.toThrow('no stream of the broker');
    pauses.before.length = 0;
    process.kill(frozen.pid, 'SIGSTOP');
    try {
      const late = publisherTo(pauses.after, 7_000);
      const ends = Promise.allSettled(
        [connected, late].map((one) => one.publish('ticket.created', { ticket })),
      );
      expect((await told(pauses.before)).error.message).toContain(
        'did not acknowledge events.acme.ticket.created',
      );
      expect((await told(pauses.after)).error.message).toContain('the broker did not answer');
      expect(await ends).toMatchObject([
        { reason: { name: 'NotStoredError', message: expect.stringContaining('did not acknowledge') } },
        { reason: { name: 'NotStoredError', message: expect.stringContaining('the broker did not answer') } },
      ]);
      await Promise.all([connected.close({ timeoutMs: 0 }), late.close({ timeoutMs: 0 })]);
    } finally {
      process.kill(frozen.pid, 'SIGCONT');
    }
    await frozen.stop();
  }, 120_000);

  it('uses a connection of the application and leaves it open', async () => {
    const connection = await connect({ servers: guarded.nats.url });
    const publisher = createPublisher({ connection, tenant: 'acme' });
    await publisher.publish('note.created', { ticket });
    await publisher.close();
    expect(connection.isClosed()).toBe(false);
    const second = createPublisher({ connection, tenant: 'acme' });
    await connection.close();
    await expect(second.publish('note.created', { ticket })).rejects.toThrow('closed by the application');
    await second.close();
  });

  it('gives up in time where the password is wrong', async () => {
    const nats = { user: 'acme-helpdesk', pass: 'wrong' };
    const publisher = createPublisher({
      servers: guarded.nats.url,
      tenant: 'acme',
      nats,
      giveUpAfterMs: 500,
    });
    const published = publisher.publish('ticket.created', { ticket });
    await expect(published).rejects.toThrow(NotStoredError);
    await expect(published).rejects.toThrow(
      /was never sent, and its time is over: .* this user, password or token: correct `nats` \('?Authorization Violation/,
    );
    await publisher.close();
  });
});

describe('a publisher at another broker', () => {
  it('says that nobody takes the events, and that a stream is not the one', async () => {
    const nats = await startNatsServer({ config: 'max_payload: 100000' });
    const connection = await connect({ servers: nats.url });
    const manager = await jetstreamManager(connection);
    const impatient = createPublisher({ servers: nats.url, tenant: 'acme', giveUpAfterMs: 500 });
    await expect(impatient.publish('ticket.created', { ticket })).rejects.toThrow(
      'no stream of the broker takes events.acme.ticket.created',
    );
    await manager.streams.add({ name: 'OTHER', subjects: ['events.>'] });
    // Another one: the first still pauses after its failures.
    const next = createPublisher({ servers: nats.url, tenant: 'acme' });
    const published = next.publish('ticket.created', { ticket });
    await expect(published).rejects.toThrow(RefusedError);
    await expect(published).rejects.toThrow('is not EVENTS');
    const large = { ticket, filler: 'x'.repeat(200_000) };
    await expect(next.publish('ticket.created', large)).rejects.toThrow('max_payload');
    await Promise.all([impatient.close(), next.close(), connection.close()]);
    await nats.stop();
  });
});
