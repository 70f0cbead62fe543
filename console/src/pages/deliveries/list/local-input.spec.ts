import { describe, expect, it } from '@jest/globals';
import { fromLocalInput, toLocalInput } from './local-input.js';

describe('instants in fields for local times', () => {
  it('come back as they went in, to the minute', () => {
    const at = '2026-02-17T14:45:00.000Z';
    expect(fromLocalInput(toLocalInput(at, 'begin'))).toBe(at);
  });

  it('take a date as an end with its whole day', () => {
    expect(fromLocalInput(toLocalInput('2026-02-17', 'begin'))).toBe('2026-02-17T00:00:00.000Z');
    expect(fromLocalInput(toLocalInput('2026-02-17', 'end'))).toBe('2026-02-18T00:00:00.000Z');
  });

  it('are nothing while the field is empty', () => {
    expect([toLocalInput(undefined, 'end'), fromLocalInput('')]).toEqual(['', undefined]);
  });
});
