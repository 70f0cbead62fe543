import { EVENT_TYPES } from '@deskhook/domain';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aRenderInput } from '../../../../test/support/render-input.js';
import type { RenderInput } from '../dialect.js';
import type { JsonObject } from '../json-value.js';
import { keysAskedFor } from './keys-asked-for.js';
import { readEvent } from './read-event.js';
import { sampleEvent } from './sample-event.js';

const NOW = new Date('2026-02-17T14:45:00.000Z');
const type = fc.constantFrom(...EVENT_TYPES);

/** A sample with some of its values, at any depth, replaced by any JSON. */
const damagedData = fc
  .tuple(type, fc.infiniteStream(fc.nat(6)), fc.infiniteStream(fc.jsonValue()))
  .map(([of, dice, values]) => ({
    type: of,
    data: damage(sampleEvent(of, 'acme', 'e', NOW).data, dice, values),
  }));

function damage(value: unknown, dice: Iterator<number>, values: Iterator<unknown>): unknown {
  if (dice.next().value === 0) return values.next().value;
  if (Array.isArray(value)) return value.map((inner) => damage(inner, dice, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, damage(inner, dice, values)]),
  );
}

/** Whatever stands under the name of an id, outside what is handed over as it came. */
function idsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const read = Object.entries(value).filter(([name]) => !/^(old|new|rating)$/.test(name));
  return read.flatMap(([name, inner]) =>
    /^(id|ruleId|oldId|newId)$/.test(name) && inner !== null ? [inner] : idsOf(inner),
  );
}

function structured(event: unknown) {
  return { ...aRenderInput(), payload: Buffer.from(JSON.stringify(event)) };
}

const keysOf = (input: RenderInput) =>
  keysAskedFor(
    (ids) => readEvent({ ...input, ids }),
    () => undefined,
  ).keys;

describe('readEvent', () => {
  test('never throws, and all its ids are safe integers, whatever the data holds', () => {
    fc.assert(
      fc.property(damagedData, ({ type: of, data }) => {
        const input = structured({ id: 'e', type: of, data });
        const { id, tenant, data: raw, ...read } = readEvent(input);
        expect([id, tenant.id, raw]).toEqual(['e', expect.any(String), expect.any(Object)]);
        expect(idsOf(read).filter((found) => !Number.isSafeInteger(found))).toEqual([]);
        expect(
          keysOf(input).filter(({ key }) => Number.isSafeInteger(Number(key)) && /^[0-9]*$/.test(key)),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('never throws for any JSON with a ticket id', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    const id = fc.oneof(fc.integer(), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(object, id, object, (others, key, ticket) => {
        const data = { ...others, ticket: { ...ticket, id: key } };
        expect(readEvent(structured({ type: 'ticket.created', data })).ticket?.key).toBe(String(key));
      }),
    );
  });

  test('asks for exactly the keys that have no integer, each once', () => {
    const person = { id: 'u-1', name: 'Ana' };
    const data = {
      actor: person,
      ticket: { id: 'uuid', requester: person, status: { id: '4' }, team: { id: 'u-1' } },
    };
    expect(keysOf(aRenderInput({ data }))).toEqual([
      { kind: 'person', key: 'u-1' },
      { kind: 'ticket', key: 'uuid' },
      { kind: 'team', key: 'u-1' },
    ]);
  });

  test('reads the same from an event in binary mode', () => {
    const event = sampleEvent('reply.created', 'acme', 'e', NOW);
    const { id, time, data } = event;
    const binary = {
      ...aRenderInput(),
      mode: 'binary' as const,
      payload: Buffer.from(JSON.stringify(data)),
      attributes: { id, time, type: event.type },
    };
    expect(readEvent(binary)).toEqual(readEvent(structured(event)));
  });

  test("the time is the event's own, else when the broker stored it", () => {
    const own = readEvent(
      structured({ time: '2026-02-17T15:45:00.123+01:00', type: 'ticket.created', data: {} }),
    );
    expect(own.at).toBe(Date.parse('2026-02-17T14:45:00.123Z'));
    expect(readEvent({ ...structured({ data: {} }), acceptedAt: 7 }).at).toBe(7);
  });

  test('takes criteria and operators over as codes', () => {
    const trigger = {
      matched: [{ field: 'ticket.status', criteria: 2, operator: '10' }, { field: 'x' }, null],
    };
    const data: JsonObject = { ticket: { id: 1 }, trigger };
    expect(readEvent(aRenderInput({ data })).matched).toEqual([
      { field: 'ticket.status', criteria: 2, operator: 10 },
      { field: 'x', criteria: null, operator: null },
    ]);
  });

  test('bytes that are no JSON are an empty event', () => {
    const read = readEvent({ ...aRenderInput(), payload: Buffer.from('{"data":') });
    expect(read).toMatchObject({ id: 'dlv_1', type: '', ticket: null, data: {} });
  });
});

describe('instants', () => {
  const at = (created: unknown) =>
    readEvent(aRenderInput({ type: 'ticket.closed', data: { ticket: { id: 1, timestamps: { created } } } }))
      .ticket?.createdAt;

  test.each([
    ['2026-02-17T14:45:00.1234567Z', Date.parse('2026-02-17T14:45:00.123Z')],
    ['2026-02-17 14:45:00', Date.parse('2026-02-17T14:45:00Z')],
    ['2026-02-17T14:45:00', Date.parse('2026-02-17T14:45:00Z')],
    ['2026-02-17t14:45:00z', Date.parse('2026-02-17T14:45:00Z')],
    ['2026-02-30T25:00:00Z', null],
    ['yesterday', null],
    ['1', null],
    [1771339500, null],
    [null, null],
  ])('%j is %p', (text, expected) => {
    expect(at(text)).toBe(expected);
  });
});
