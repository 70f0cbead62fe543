import { describe, expect, it } from '@jest/globals';
import { NotStoredError, QueueFullError, RefusedError } from './errors.js';
import { Publisher, type PublisherOptions } from './publisher.js';
import type { Outcome, Outgoing, Transport } from './transport.js';

const STORED: Outcome = { kind: 'stored', sequence: null };

interface Request {
  readonly ids: readonly string[];
  answer(outcome: Outcome | readonly Outcome[]): void;
}

/** A transport whose answers the test gives. */
class ManualTransport implements Transport {
  readonly batchBytesMax = 10_000;
  readonly requests: Request[] = [];
  tell: (isAvailable: boolean, error?: Error) => void = () => undefined;
  closed = 0;

  constructor(
    readonly requestsMax = 10,
    readonly batchMax = 1,
  ) {}

  watch(tell: (isAvailable: boolean, error?: Error) => void): void {
    this.tell = tell;
  }

  send(batch: readonly Outgoing[]): Promise<readonly Outcome[]> {
    return new Promise((resolve) => {
      const answer = (outcome: Outcome | readonly Outcome[]) =>
        resolve('kind' in outcome ? batch.map(() => outcome) : outcome);
      this.requests.push({ ids: batch.map(({ event }) => event.id), answer });
    });
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }

  /** What is on its way, in the order of sending. */
  sent(): string[] {
    return this.requests.flatMap(({ ids }) => [...ids]);
  }

  answerNext(outcome: Outcome | readonly Outcome[] = STORED): void {
    this.requests.shift()?.answer(outcome);
  }
}

function world(options: Partial<PublisherOptions> = {}, transport = new ManualTransport()) {
  const warnings: string[] = [];
  const publisher = new Publisher(transport, { tenant: 'acme', ...options }, (text) => warnings.push(text));
  const publish = (id: string, subject?: string) =>
    publisher.publish('custom.x', {}, { id, ...(subject === undefined ? {} : { subject }) });
  return { transport, publisher, publish, warnings };
}

/** Until everything that can happen by itself has. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a publisher', () => {
  it('sends events of different subjects side by side, and those of one after each other', async () => {
    const { transport, publish } = world();
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
    const { transport, publish } = world({}, new ManualTransport(1, 3));
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
    const { publisher, publish } = world({ queueEventsMax: 2 });
    const kept = [publish('1'), publish('2')];
    await expect(publish('3')).rejects.toThrow(QueueFullError);
    await expect(publish('3')).rejects.toThrow('keep 3 and publish it later under the same id');
    expect(publisher.waiting).toBe(2);
    const { publish: large } = world({ queueBytesMax: 300 });
    const first = large('1');
    await expect(large('2')).rejects.toThrow(QueueFullError);
    void Promise.allSettled([...kept, first]);
  });

  it('lets events wait for room in their order when told to', async () => {
    const { transport, publisher, publish } = world({ queueEventsMax: 1, whenFull: 'wait' });
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
    const { transport, publish } = world({ onRetry: (obstacle) => pauses.push(obstacle) });
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
    const { transport, publish } = world();
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
    const { transport, publish } = world({ onFailed: (error) => failed.push(error) });
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
    const { transport, publish } = world({ giveUpAfterMs: 20 });
    transport.tell(false, new Error('the broker is away'));
    const one = publish('1');
    transport.tell(false, new Error('the broker is away'));
    await expect(one).rejects.toThrow('1 was never sent, and its time is over');
    await expect(one).rejects.toThrow(NotStoredError);
  });

  it('tells of a try that failed though its event is late, and holds the others', async () => {
    const pauses: object[] = [];
    const { transport, publisher, publish } = world({
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
    const { transport, publisher, publish } = world();
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
    const unanswered = world();
    const sent = Promise.allSettled([unanswered.publish('1')]);
    await settled();
    await unanswered.publisher.close({ timeoutMs: 0 });
    expect(await sent).toMatchObject([
      { reason: { message: expect.stringMatching(/: no answer came yet$/) } },
    ]);
    const unconnected = world();
    unconnected.transport.tell(false);
    const kept = Promise.allSettled([unconnected.publish('1')]);
    await unconnected.publisher.close({ timeoutMs: 0 });
    expect(await kept).toMatchObject([
      { reason: { message: expect.stringMatching(/: there is no connection yet$/) } },
    ]);
  });

  it('rejects options that it does not know', async () => {
    const { publisher } = world();
    const options = { id: '1', correlationid: 'c' };
    await expect(publisher.publish('custom.x', {}, options)).rejects.toThrow('did you mean `correlationId`?');
    expect(publisher.waiting).toBe(0);
  });

  it('takes what is published before it is closed or flushed, though nobody waited', async () => {
    const failed: Error[] = [];
    const { transport, publisher, publish } = world({ onFailed: (error) => failed.push(error) });
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
    const { publisher, publish } = world({ queueEventsMax: 1, onFailed: (error) => failed.push(error) });
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
    const { publisher } = world({}, transport);
    const data = { note: 'as it was' };
    const published = publisher.publish('custom.x', data);
    data.note = 'changed';
    await settled();
    transport.answerNext();
    await published;
    expect(bodies).toEqual([expect.stringContaining('as it was')]);
  });

  it('closes when all is stored', async () => {
    const { transport, publisher, publish } = world();
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
    const { transport, publisher, publish } = world({ queueEventsMax: 2, whenFull: 'wait' });
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

describe('what the application is told by', () => {
  const broken = (name: string) => () => {
    throw new Error(`${name} is broken`);
  };

  it('may fail for an event that is stored', async () => {
    const { transport, publisher, publish, warnings } = world(
      { onStored: broken('onStored') },
      new ManualTransport(1, 2),
    );
    const all = [publish('1'), publish('2', 's'), publish('3', 's'), publish('4')];
    for (let left = 4; left > 0; left -= 1) {
      transport.answerNext();
      await settled();
    }
    expect((await Promise.all(all)).map(({ event }) => event.id)).toEqual(['1', '2', '3', '4']);
    expect(await publisher.close()).toEqual({ notStored: [] });
    expect(warnings).toHaveLength(4);
    expect(warnings[0]).toMatch(/^onStored of the application failed: Error: onStored is broken\n/);
  });

  it('may fail for an event that is refused', async () => {
    const { transport, publisher, publish, warnings } = world({ onFailed: broken('onFailed') });
    void publish('1');
    const next = publish('2');
    transport.answerNext({ kind: 'refused', error: new Error('no') });
    transport.answerNext();
    await next;
    expect(await publisher.close()).toEqual({ notStored: [] });
    expect(warnings).toEqual([expect.stringContaining('onFailed of the application failed')]);
  });

  it('may fail for a pause, and for a connection that is lost', async () => {
    const { transport, publisher, publish, warnings } = world({ onRetry: broken('onRetry') });
    transport.tell(false, new Error('the broker is away'));
    const all = [publish('1', 's'), publish('2', 's')];
    transport.tell(true);
    transport.answerNext({ kind: 'retry', error: new Error('full') });
    await settled();
    transport.tell(true);
    for (let left = 2; left > 0; left -= 1) {
      transport.answerNext();
      await settled();
    }
    expect(await Promise.all(all)).toMatchObject([{ tries: 2 }, { tries: 1 }]);
    expect(await publisher.close()).toEqual({ notStored: [] });
    expect(warnings).toHaveLength(2);
  });

  it('may fail later, where it is async', async () => {
    // As a function for which the types ask for nothing is often given.
    const listener = { onStored: () => Promise.reject(new Error('the log is full')) };
    const { transport, publish, warnings } = world(listener);
    const one = publish('1');
    transport.answerNext();
    await one;
    await settled();
    expect(warnings).toEqual([expect.stringContaining('the log is full')]);
  });

  it('is a warning for each new obstacle, where there is no onRetry', async () => {
    const { transport, publisher, publish, warnings } = world();
    transport.tell(false, new Error('the password is wrong'));
    const ends = Promise.allSettled([publish('1')]);
    transport.tell(false, new Error('the password is wrong'));
    transport.tell(false, new Error('the broker is away'));
    await settled();
    expect(warnings).toEqual([
      expect.stringMatching(/^events of tenant acme .* \(waiting: 0\): the password is wrong\. /),
      expect.stringMatching(/^events of tenant acme .* \(waiting: 1\): the broker is away\. /),
    ]);
    await publisher.close({ timeoutMs: 0 });
    await ends;
    transport.tell(false, new Error('told after the end'));
    expect(warnings).toHaveLength(2);
  });
});
