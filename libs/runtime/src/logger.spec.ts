import { describe, expect, test } from '@jest/globals';
import { TransientError } from '@deskhook/contracts';
import { faultOf } from './logger.js';

/** As the database's client makes them. */
class StatementError extends Error {
  override readonly name = 'StatementError';
  readonly code = '23505';
  readonly query = 'INSERT INTO t VALUES ($1)';
  readonly parameters = ['planted-secret'];
  readonly driverError = { detail: 'Key (name)=(planted-secret) exists' };
}

describe('an error in a log line', () => {
  test('is told by what names it and its cause, not by what it was at', () => {
    const error = new Error('not stored', { cause: new StatementError('duplicate key') });
    for (const one of [error, error.cause]) {
      const told = faultOf(one);
      expect(JSON.stringify(told)).toContain('duplicate key');
      expect(JSON.stringify(told)).not.toContain('planted');
    }
    expect(faultOf(new StatementError('duplicate key'))).toEqual({
      type: 'StatementError',
      message: 'duplicate key',
      stack: expect.stringContaining('logger.spec'),
      code: '23505',
    });
  });

  test('is one line for what is away and tried again and again', () => {
    const error = new TransientError('the database does not answer', { cause: new Error('ECONNREFUSED') });
    expect(faultOf(error)).toEqual({
      type: 'TransientError',
      message: 'the database does not answer: ECONNREFUSED',
    });
  });

  test('may be thrown as anything', () => {
    expect(faultOf('refused')).toBe('refused');
    expect(faultOf(undefined)).toBeUndefined();
    expect(faultOf(new DOMException('too late', 'TimeoutError'))).toMatchObject({ message: 'too late' });
  });
});
