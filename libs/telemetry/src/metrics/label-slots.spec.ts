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

  it('frees what was not used for an hour, for who came in vain', () => {
    const slots = new LabelSlots(2);
    slots.use('acme', 0);
    slots.use('globex', HOUR_MS - 1);
    expect(slots.use('initech', HOUR_MS - 1)).toBe('_other');
    expect(slots.free(HOUR_MS - 1)).toEqual([]);
    expect(slots.use('initech', HOUR_MS)).toBe('_other');
    expect(slots.free(HOUR_MS)).toEqual(['acme']);
    expect(slots.use('initech', HOUR_MS)).toBe('initech');
    expect(slots.use('acme', HOUR_MS)).toBe('_other');
  });

  it('frees nothing while nobody wants it, and then no more than is wanted, what is idle longest first', () => {
    const slots = new LabelSlots(3);
    ['acme', 'globex', 'initech'].forEach((value, at) => slots.use(value, 2 - at));
    expect(slots.free(2 * HOUR_MS)).toEqual([]);
    slots.use('umbrella', 2 * HOUR_MS);
    slots.use('umbrella', 2 * HOUR_MS);
    expect(slots.free(2 * HOUR_MS)).toEqual(['initech']);
    expect(slots.free(2 * HOUR_MS)).toEqual([]);
  });

  it('counts the hour from the last use', () => {
    const slots = new LabelSlots(1);
    slots.use('acme', 0);
    slots.use('acme', HOUR_MS);
    slots.use('globex', HOUR_MS);
    expect(slots.free(HOUR_MS + 1)).toEqual([]);
  });

  it('shows what stands still only where there is room that nobody at work needs', () => {
    const slots = new LabelSlots(2);
    expect(['acme', 'globex', 'initech'].map((value) => slots.show(value, 0))).toEqual([
      'acme',
      'globex',
      '_other',
    ]);
    expect(slots.use('umbrella', 1)).toBe('umbrella');
    expect(slots.use('globex', 2)).toBe('globex');
    expect(['acme', 'globex', 'umbrella'].map((value) => slots.show(value, 3))).toEqual([
      '_other',
      'globex',
      'umbrella',
    ]);
    expect(slots.free(HOUR_MS)).toEqual([]);
  });

  it('keeps the slot of nobody who is only shown', () => {
    const slots = new LabelSlots(1);
    slots.use('acme', 0);
    expect(slots.show('acme', HOUR_MS)).toBe('acme');
    slots.use('globex', HOUR_MS);
    expect(slots.free(HOUR_MS)).toEqual(['acme']);
  });

  it('gives the place of what is shown no more to the next that is', () => {
    const slots = new LabelSlots(1);
    slots.show('acme', 0);
    slots.show('acme', 1);
    slots.free(HOUR_MS);
    expect(slots.show('globex', HOUR_MS)).toBe('_other');
    slots.free(HOUR_MS + 1);
    expect(slots.show('globex', HOUR_MS + 1)).toBe('globex');
  });

  it('has none when none is allowed', () => {
    const slots = new LabelSlots(0);
    expect(slots.use('acme', 0)).toBe('_other');
  });
});
