import { describe, expect, it } from '@jest/globals';
import { CONNECTOR_KINDS, connector, optionFaults } from '@deskhook/connectors';
import { KIND_NAMES, KINDS } from './kinds.js';

it('the console offers every kind that the API knows', () =>
  expect(new Set(KIND_NAMES)).toEqual(new Set(CONNECTOR_KINDS)));

describe.each(CONNECTOR_KINDS)('what the console says of %s', (kind) => {
  const { title, secretMadeBy, options, steps } = KINDS[kind];
  const known = connector(kind);

  it('is what the connector is', () => {
    expect({ title, secretMadeBy }).toEqual({ title: known.title, secretMadeBy: known.secretMadeBy });
    expect(steps.length).toBeGreaterThan(1);
  });

  it('has each of its options, as what it is', () => {
    const offered = options.map((option) => [option.name, option.kind]);
    const taken = Object.entries(known.options).map(([name, option]) => [name, option.kind]);
    expect(Object.fromEntries(offered)).toEqual(Object.fromEntries(taken));
  });

  it.each(options.flatMap((option) => (option.kind === 'map' ? [option] : [])))(
    'shows for $name what would be taken',
    ({ name, placeholders: [key, value], choices = [] }) => {
      for (const one of [value, ...choices])
        expect(optionFaults(known.options, { [name]: { [key]: one } })).toEqual([]);
    },
  );
});
