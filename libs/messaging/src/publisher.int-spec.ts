import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';
import { Publisher } from './publisher.js';

const MEBIBYTE = 1024 * 1024;

describe('the publisher', () => {
  let nats: NatsServer;
  let broker: Broker;
  let publisher: Publisher;

  beforeAll(async () => {
    nats = await startNatsServer();
    broker = await connectBroker({ url: nats.url, name: 'test' });
    await ensureStreams(broker, { replicas: 1, bytesMax: 8 * MEBIBYTE });
    publisher = new Publisher(broker);
  });
  afterAll(async () => {
    await broker.connection.close();
    await nats.stop();
  });

  const stored = async () => (await broker.jsm.streams.info('DELIVERIES')).state.messages;
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      subject: 'deliveries.acme.sub_1',
      payload: `payload ${from + index}`,
      headers: { 'x-index': String(from + index) },
      messageId: `id-${from + index}`,
    }));

  test('stores many at once, each with its own sequence, headers and payload', async () => {
    const acks = await Promise.all(many(0, 1_200).map((one) => publisher.publish(one)));
    expect(new Set(acks.map((ack) => ack.sequence)).size).toBe(1_200);
    for (const index of [0, 7, 499, 500, 1_199]) {
      const message = await broker.jsm.streams.getMessage('DELIVERIES', { seq: acks[index]?.sequence ?? 0 });
      expect(message?.string()).toBe(`payload ${index}`);
      expect(message?.header.get('x-index')).toBe(String(index));
    }
    expect(await stored()).toBe(1_200);
  });

  test('stores what is new of a batch in which something is known already', async () => {
    const acks = await Promise.all(many(1_190, 20).map((one) => publisher.publish(one)));
    expect(acks.map((ack) => ack.duplicate)).toEqual([...Array(10).fill(true), ...Array(10).fill(false)]);
    expect(await stored()).toBe(1_210);
  });

  test('one alone is stored too, and one for which there is no stream is an error', async () => {
    await expect(publisher.publish({ subject: 'deliveries.acme.sub_1', payload: '' })).resolves.toMatchObject(
      { duplicate: false },
    );
    await expect(publisher.publish({ subject: 'nowhere.acme', payload: '' })).rejects.toMatchObject({
      name: 'PublishError',
    });
  });

  describe('what is published together', () => {
    const last = (id: string) => ({ subject: 'evaluations.acme', payload: '', messageId: id });
    const lastStored = async () => (await broker.jsm.streams.info('DELIVERIES')).state.last_seq;
    const find = (sequence: number) => broker.jsm.streams.getMessage('DELIVERIES', { seq: sequence });

    test.each([0, 3, 20, 600])('is stored with %i others, and last', async (count) => {
      const before = await lastStored();
      await publisher.publishTogether(many(10_000 + count * 1_000, count), last(`last-${count}`));
      const after = await lastStored();
      expect(after).toBe(before + count + 1);
      expect((await find(after))?.subject).toBe('evaluations.acme');
    });

    test('is stored one by one where something of it is known already, the last after the others', async () => {
      const others = many(20_000, 12);
      await publisher.publish({ ...last('known'), messageId: others[5]?.messageId ?? '' });
      const before = await lastStored();
      await publisher.publishTogether(others, last('after-known'));
      expect(await lastStored()).toBe(before + 12);
      expect((await find(before + 12))?.header.get('Nats-Msg-Id')).toBe('after-known');
    });

    test.each([2, 20])('never has its last without the others, of which there are %i', async (count) => {
      const unstorable = { subject: 'deliveries.for.which.there.is.no.stream', payload: '' };
      const others = [...many(30_000 + count * 100, count - 1), unstorable];
      await expect(publisher.publishTogether(others, last(`alone-${count}`))).rejects.toMatchObject({
        name: 'PublishError',
      });
      expect((await find(await lastStored()))?.subject).toBe('deliveries.acme.sub_1');
    });
  });

  test('a full stream refuses, and says so; nothing of it is lost on the way', async () => {
    const large = 'x'.repeat(100_000);
    const before = await stored();
    const results = await Promise.allSettled(
      many(5_000, 200).map((one) => publisher.publish({ ...one, payload: large })),
    );
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    const full = { name: 'PublishError', cause: { code: 10_077 } };
    expect(refused).toContainEqual(
      expect.objectContaining({ ...full, cause: expect.objectContaining(full.cause) }),
    );
    // A broker that answers late may have stored what counts as refused here; never the other way round.
    expect(await stored()).toBeGreaterThanOrEqual(before + results.length - refused.length);
  });
});
