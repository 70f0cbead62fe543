import { describe, expect, it } from '@jest/globals';
import { checkHttpOptions, checkNatsOptions } from './check-options.js';
import { createHttpPublisher } from './http-publisher.js';
import { createPublisher } from './nats-publisher.js';

const nats = { servers: 'nats://127.0.0.1:4222', tenant: 'acme' };
const http = { url: 'http://127.0.0.1:8080', key: 'k', tenant: 'acme' };

describe('options of a publisher', () => {
  it('are taken when they are right, and those that are undefined are absent', () => {
    const all = { source: '/s', queueEventsMax: 1, queueBytesMax: 1, whenFull: 'wait', giveUpAfterMs: 1 };
    const hooks = { onStored: () => 0, onFailed: () => 0, onRetry: () => 0 };
    expect(() => checkNatsOptions({ ...nats, ...all, ...hooks, nats: { user: 'u' } })).not.toThrow();
    expect(() =>
      checkNatsOptions({ tenant: 'acme', servers: ['a', 'b'], connection: undefined }),
    ).not.toThrow();
    expect(() => checkNatsOptions({ tenant: 'acme', connection: {} })).not.toThrow();
    expect(() => checkHttpOptions({ ...http, ...all, ...hooks, batchMax: 1, timeoutMs: 1 })).not.toThrow();
  });

  it.each([
    [undefined, 'createPublisher: needs its options: createPublisher({ servers, tenant })'],
    [null, 'createPublisher: needs its options'],
    [{ ...nats, tenant: undefined }, '`tenant` is required'],
    [{ servers: 'x' }, '`tenant` is required'],
    [{ ...nats, tenant: 7 }, '`tenant` must be a text'],
    [{ ...nats, tenant: '' }, '`tenant` must be a text that is not empty'],
    [{ ...nats, servers: undefined }, '`servers` is required'],
    [{ ...nats, servers: [] }, '`servers` must be a text'],
    [{ ...nats, servers: [7] }, '`servers` must be a text'],
    [{ server: 'x', tenant: 'acme' }, 'unknown option `server`: did you mean `servers`?'],
    [{ ...nats, elephants: 1 }, 'unknown option `elephants`: there are tenant, source'],
    [{ ...nats, connection: {} }, 'not both'],
    [{ ...nats, nats: 'user' }, '`nats` must be an object'],
    [{ ...nats, queueEventsMax: 0 }, '`queueEventsMax` must be an integer from 1'],
    [{ ...nats, queueBytesMax: '64' }, '`queueBytesMax` must be an integer from 1'],
    [{ ...nats, whenFull: 'drop' }, '`whenFull` must be "reject" or "wait"'],
    [{ ...nats, giveUpAfterMs: Number.NaN }, '`giveUpAfterMs` must be milliseconds'],
    [{ ...nats, giveUpAfterMs: Number.POSITIVE_INFINITY }, '`giveUpAfterMs` must be milliseconds'],
    [{ ...nats, onFailed: true }, '`onFailed` must be a function'],
  ])('over NATS are refused by name: %#', (options, message) => {
    const check = () => checkNatsOptions(options);
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
  });

  it.each([
    [undefined, 'createHttpPublisher({ url, key, tenant })'],
    [{ ...http, url: undefined }, '`url` is required, and must be the address of the gateway'],
    [{ ...http, url: 'deskhook.example.com' }, '`url` must be the address of the gateway'],
    [{ ...http, key: undefined }, '`key` is required'],
    [{ ...http, key: '' }, '`key` must be a text'],
    [{ ...http, apikey: 'k' }, 'unknown option `apikey`'],
    [{ ...http, timeoutMs: -1 }, '`timeoutMs` must be milliseconds'],
  ])('over HTTP are refused by name: %#', (options, message) => {
    const check = () => checkHttpOptions(options);
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
  });

  it('are looked at before anything is done', () => {
    // As a program without types calls it.
    expect(() => Reflect.apply(createPublisher, undefined, [])).toThrow('createPublisher: needs its options');
    expect(() => Reflect.apply(createPublisher, undefined, [{ servers: 'x', tenant: undefined }])).toThrow(
      'tenant',
    );
    expect(() => Reflect.apply(createHttpPublisher, undefined, [{ tenant: 'acme' }])).toThrow(
      '`url` is required',
    );
    expect(() => createHttpPublisher({ ...http, tenant: 'a.b' })).toThrow(RangeError);
  });
});
