import { expect, it } from '@jest/globals';
import { connectionError } from './nats-failure.js';

it('names the servers that there is no connection to, without what logs them in', () => {
  const error = new Error('connection refused');
  const message = (servers: string | string[]) => connectionError(error, servers).message;
  expect(message('nats://127.0.0.1:4222')).toBe('no connection to nats://127.0.0.1:4222: connection refused');
  expect(message(['nats://user:p@ss@one:4222', 'token@two', 'three:4222'])).toBe(
    'no connection to nats://one:4222, two, three:4222: connection refused',
  );
  expect(connectionError(error, 'one').cause).toBe(error);
});
