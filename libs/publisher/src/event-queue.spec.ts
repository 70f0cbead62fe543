import { describe, expect, it } from '@jest/globals';
import { ManualTransport, publisherWorld, settled } from '../../../test/support/publisher-world.js';
import { NotStoredError, QueueFullError, RefusedError } from './errors.js';
import type { Outcome } from './transport.js';

describe('a publisher', () => {
  it('sends events of different subjects side by side, and those of one after each other', async () => {
    const { transport, publish } = publisherWorld();
    const all = [publish('a1', 'a'), publish('a2', 'a'), publish('b1', 'b'), publish('c1')];
    await settled();
    expect(transport.sent()).toEqual(['a1', 'b1', 'c1']);
    transport.answerNext();
    await settled();
    expect(transport.sent()).toEqual(['b1', 'c1', 'a2']);
    for (let left = 3; left > 0; left -= 1) transport.answerNext();
    expect((await Promise.all(all)).map(({ event }) => event.id)).toEqual(['a1', 'a2', 'b1', 'c1']);
  });

  it('sends one of each subject in a batch', async () => {
    const { transport, publish } = publisherWorld({}, new ManualTransport(1, 3));
    const all = ['a', 'b', 'c', 'd'].map((subject) => [
      publish(`${subject}1`, subject),
      publish(`${subject}2`, subject),
    ]);
    await settled();
    expect(transport.sent()).toEqual(['a1']);
    transport.answerNext();
    await settled();
    expect(transport.sent()).toEqual(['b1', 'c1', 'd1']);
    transport.answerNext();
    await settled();
    transport.answerNext();
    await settled();
    transport.answerNext();
    await Promise.all(all.flat());
  });

  it('rejects one event too many at once, by number and by bytes, and names what to do', async () => {
    const { publisher, publish } = publisherWorld({ queueEventsMax: 2 });
    const kept = [publish('1'), publish('2')];
    await expect(publish('3')).rejects.toThrow(QueueFullError);
    await expect(publish('3')).rejects.toThrow('keep 3 and publish it later under the same id');
    expect(publisher.waiting).toBe(2);
    const { publish: large } = publisherWorld({ queueBytesMax: 300 });
    const first = large('1');
    await expect(large('2')).rejects.toThrow(QueueFullError);
    void Promise.allSettled([...kept, first]);
  });

  it('lets events wait for room in their order when told to', async () => {
    const { transport, publisher, publish } = publisherWorld({ queueEventsMax: 1, whenFull: 'wait' });
    const all = ['1', '2', '3'].map((id) => publish(id));
    await settled();
    expect(transport.sent()).toEqual(['1']);
    expect(publisher.waiting).toBe(3);
    for (const id of ['1', '2', '3']) {
      expect(transport.sent()).toEqual([id]);
      transport.answerNext();
      await settled();
    }
    await Promise.all(all);
    expect(publisher.waiting).toBe(0);
  });

  it('tries again under the same id, and tells of the pause once', async () => {
    const pauses: object[] = [];
    const { transport, publish } = publisherWorld({ onRetry: (obstacle) => pauses.push(obstacle) });
    const all = [publish('1'), publish('2')];
    await settled();
    const later: Outcome = { kind: 'retry', error: new Error('full') };
    transport.answerNext(later);
    transport.answerNext(later);
    await settled();
    expect(transport.sent()).toEqual([]);
    expect(pauses).toEqual([{ error: new Error('full'), delayMs: expect.any(Number), waiting: 2 }]);
    transport.tell(true);
    await settled();
    expect(transport.sent()).toEqual(['1', '2']);
    transport.answerNext();
    transport.answerNext();
    expect(await Promise.all(all)).toMatchObject([{ tries: 2 }, { tries: 2 }]);
  });

  it('sends nothing while it knows of no connection', async () => {
    const { transport, publish } = publisherWorld();
    transport.tell(false);
    const one = publish('1');
    await settled();
    expect(transport.sent()).toEqual([]);
    transport.tell(true);
    await settled();
    transport.answerNext();
    await expect(one).resolves.toMatchObject({ tries: 1 });
  });

  it('rejects what is refused, and goes on with the next of its subject', async () => {
    const failed: Error[] = [];
    const { transport, publish } = publisherWorld({ onFailed: (error) => failed.push(error) });
    const all = [publish('1', 's'), publish('2', 's')];
    await settled();
    transport.answerNext({ kind: 'refused', error: new Error('no') });
    await expect(all[0]).rejects.toThrow(RefusedError);
    expect(failed).toMatchObject([{ message: 'no', event: { id: '1' } }]);
    await settled();
    transport.answerNext();
    await all[1];
  });

  it('gives up what takes too long, and says why', async () => {
    const { transport, publish } = publisherWorld({ giveUpAfterMs: 20 });
    transport.tell(false, new Error('the broker is away'));
    const one = publish('1');
    transport.tell(false, new Error('the broker is away'));
    await expect(one).rejects.toThrow('1 was never sent, and its time is over');
    await expect(one).rejects.toThrow(NotStoredError);
  });

  it('tells of a try that failed though its event is late, and holds the others', async () => {
    const pauses: object[] = [];
    const { transport, publisher, publish } = publisherWorld({
      giveUpAfterMs: 20,
      onRetry: (pause) => pauses.push(pause),
    });
    const late = publish('1', 's');
    const next = publish('2', 's');
    await expect(next).rejects.toThrow('2 was never sent, and its time is over');
    transport.answerNext({ kind: 'retry', error: new Error('no acknowledgement') });
    await expect(late).rejects.toThrow(
      '1 was sent and not confirmed, and its time is over: no acknowledgement',
    );
    expect(pauses).toMatchObject([{ error: { message: 'no acknowledgement' } }]);
    expect(transport.sent()).toEqual([]);
    await publisher.close();
  });

  it('names the last obstacle also of events that were not tried themselves', async () => {
    const { transport, publisher, publish } = publisherWorld();
    const ends = Promise.allSettled([publish('1', 's'), publish('2', 's')]);
    await settled();
    transport.answerNext({ kind: 'retry', error: new Error('the stream is full') });
    await settled();
    await publisher.close({ timeoutMs: 0 });
    expect(await ends).toMatchObject([
      { reason: { message: expect.stringContaining('1 was sent and not confirmed') } },
      { reason: { message: '2 was never sent, and the publisher was closed: the stream is full' } },
    ]);
  });

  it('says that there was no answer, or no connection, where nothing else is known', async () => {
    const unanswered = publisherWorld();
    const sent = Promise.allSettled([unanswered.publish('1')]);
    await settled();
    await unanswered.publisher.close({ timeoutMs: 0 });
    expect(await sent).toMatchObject([
      { reason: { message: expect.stringMatching(/: no answer came yet$/) } },
    ]);
    const unconnected = publisherWorld();
    unconnected.transport.tell(false);
    const kept = Promise.allSettled([unconnected.publish('1')]);
    await unconnected.publisher.close({ timeoutMs: 0 });
    expect(await kept).toMatchObject([
      { reason: { message: expect.stringMatching(/: there is no connection yet$/) } },
    ]);
  });

  it('rejects options that it does not know', async () => {
    const { publisher } = publisherWorld();
    const options = { id: '1', correlationid: 'c' };
    await expect(publisher.publish('custom.x', {}, options)).rejects.toThrow('did you mean `correlationId`?');
    expect(publisher.waiting).toBe(0);
  });

  it('takes what is published before it is closed or flushed, though nobody waited', async () => {
    const failed: Error[] = [];
    const { transport, publisher, publish } = publisherWorld({ onFailed: (error) => failed.push(error) });
    void publish('1');
    const flushed = publisher.flush();
    const closed = publisher.close();
    void publish('2');
    expect(transport.sent()).toEqual(['1']);
    transport.answerNext();
    await flushed;
    expect(await closed).toEqual({ notStored: [] });
    expect(failed).toMatchObject([{ name: 'ClosedError', event: { id: '2' } }]);
  });

  it('tells of every failure also where nobody looks at the promises', async () => {
    const failed: Error[] = [];
    const { publisher, publish } = publisherWorld({
      queueEventsMax: 1,
      onFailed: (error) => failed.push(error),
    });
    void publish('');
    void publish('1');
    void publish('2');
    await publisher.close({ timeoutMs: 0 });
    const names = failed.map(({ name }) => name).toSorted();
    expect(names).toEqual(['InvalidEventError', 'NotStoredError', 'QueueFullError']);
  });

  it('sends what was published, whatever becomes of the data afterwards', async () => {
    const transport = new ManualTransport();
    const bodies: string[] = [];
    const send = transport.send.bind(transport);
    transport.send = (batch) => {
      bodies.push(...batch.map(({ body }) => new TextDecoder().decode(body)));
      return send(batch);
    };
    const { publisher } = publisherWorld({}, transport);
    const data = { note: 'as it was' };
    const published = publisher.publish('custom.x', data);
    data.note = 'changed';
    await settled();
    transport.answerNext();
    await published;
    expect(bodies).toEqual([expect.stringContaining('as it was')]);
  });

  it('closes when all is stored', async () => {
    const { transport, publisher, publish } = publisherWorld();
    const one = publish('1');
    await settled();
    const closed = publisher.close();
    await expect(publish('2')).rejects.toThrow('2 was not sent: the publisher is closed');
    transport.answerNext();
    expect(await closed).toEqual({ notStored: [] });
    await one;
    expect(transport.closed).toBe(1);
  });

  it('tells on closing what is not stored', async () => {
    const { transport, publisher, publish } = publisherWorld({ queueEventsMax: 2, whenFull: 'wait' });
    const all = ['1', '2', '3'].map((id) => publish(id, 's'));
    const ends = Promise.allSettled(all);
    await settled();
    const { notStored } = await publisher.close({ timeoutMs: 0 });
    expect(notStored.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(transport.sent()).toEqual(['1']);
    expect(await ends).toMatchObject([
      {
        reason: { name: 'NotStoredError', message: expect.stringContaining('1 was sent and not confirmed') },
      },
      { reason: { name: 'NotStoredError', message: expect.stringContaining('2 was never sent') } },
      { reason: { name: 'NotStoredError' } },
    ]);
    await publisher.flush();
  });
});
