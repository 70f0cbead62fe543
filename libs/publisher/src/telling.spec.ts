import { describe, expect, it } from '@jest/globals';
import { ManualTransport, publisherWorld, settled } from '../../../test/support/publisher-world.js';

describe('what the application is told by', () => {
  const broken = (name: string) => () => {
    throw new Error(`${name} is broken`);
  };

  it('may fail for an event that is stored', async () => {
    const { transport, publisher, publish, warnings } = publisherWorld(
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
    const { transport, publisher, publish, warnings } = publisherWorld({ onFailed: broken('onFailed') });
    void publish('1');
    const next = publish('2');
    transport.answerNext({ kind: 'refused', error: new Error('no') });
    transport.answerNext();
    await next;
    expect(await publisher.close()).toEqual({ notStored: [] });
    expect(warnings).toEqual([expect.stringContaining('onFailed of the application failed')]);
  });

  it('may fail for a pause, and for a connection that is lost', async () => {
    const { transport, publisher, publish, warnings } = publisherWorld({ onRetry: broken('onRetry') });
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
    const { transport, publish, warnings } = publisherWorld(listener);
    const one = publish('1');
    transport.answerNext();
    await one;
    await settled();
    expect(warnings).toEqual([expect.stringContaining('the log is full')]);
  });

  it('is a warning for each new obstacle, where there is no onRetry', async () => {
    const { transport, publisher, publish, warnings } = publisherWorld();
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
