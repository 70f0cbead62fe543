import { describe, expect, it } from '@jest/globals';
import { LabelSlots } from './label-slots.js';

const HOUR_MS = 3_600_000;

describe('LabelSlots', () => {
  it('gives the first values a slot, and the others one that they share', () => {
    const slots = new LabelSlots(2);
    expect(['acme', 'globex', 'initech', 'acme'].map((value) => slots.use(value, 0))).toEqual([
      'acme',
      'globex',
      '_other',
      'acme',
    ]);
  });

  it('frees what was not used for an hour, for who comes next', () => {
    const slots = new LabelSlots(2);
    slots.use('acme', 0);
    slots.use('globex', HOUR_MS - 1);
    expect(slots.free(HOUR_MS - 1)).toEqual([]);
    expect(slots.free(HOUR_MS)).toEqual(['acme']);
    expect(slots.use('initech', HOUR_MS)).toBe('initech');
    expect(slots.use('acme', HOUR_MS)).toBe('_other');
  });

  it('counts the hour from the last use', () => {
    const slots = new LabelSlots(1);
    slots.use('acme', 0);
    slots.use('acme', HOUR_MS);
    expect(slots.free(HOUR_MS + 1)).toEqual([]);
  });

  it('shows what stands still without keeping its slot', () => {
    const slots = new LabelSlots(1);
    expect(slots.show('acme', 0)).toBe('acme');
    expect(slots.show('acme', HOUR_MS)).toBe('acme');
    expect(slots.show('globex', HOUR_MS)).toBe('_other');
    expect(slots.free(HOUR_MS)).toEqual(['acme']);
  });

  it('has none when none is allowed', () => {
    const slots = new LabelSlots(0);
    expect(slots.use('acme', 0)).toBe('_other');
  });
});
