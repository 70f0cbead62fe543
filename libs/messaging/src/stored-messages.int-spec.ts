import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { STREAMS, subjects } from '@deskhook/contracts';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { Publisher } from './publisher.js';
import {
  countBySubject,
  deleteStored,
  deleteUpTo,
  lastSequenceOf,
  readMessage,
  readSubject,
} from './stored-messages.js';

const one = subjects.parked('acme', 'sub_1', 'one');
const two = subjects.parked('acme', 'sub_1', 'two');
let stack: TestBroker;
beforeAll(async () => {
  stack = await startBroker();
  const publisher = new Publisher(stack.broker);
  for (let nth = 1; nth <= 20; nth++)
    await publisher.publish({
      subject: nth % 2 === 1 ? one : two,
      payload: 'x'.repeat(1_000),
      headers: { 'Deskhook-Test': String(nth) },
    });
});
afterAll(() => stack.close());

const read = async (subject: string, from: number, limits: { countMax?: number; bytesMax?: number } = {}) => {
  const range = { subject, from, countMax: 100, bytesMax: 1_000_000, ...limits };
  return (await readSubject(stack.broker, STREAMS.parked, range)).messages;
};

test('reads a subject from a sequence on, bounded by count and by bytes, with headers and payload', async () => {
  const all = await read(one, 1);
  expect(all.map(({ sequence }) => sequence)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  expect(all[1]?.header('Deskhook-Test')).toBe('3');
  expect(all[1]).toMatchObject({ subject: one, payload: Buffer.from('x'.repeat(1_000)) });
  expect((await read(one, 4, { countMax: 3 })).map(({ sequence }) => sequence)).toEqual([5, 7, 9]);
  expect(await read(one, 1, { bytesMax: 2_500 })).toHaveLength(3);
  expect(await read(one, 1, { bytesMax: 10 })).toHaveLength(1);
  expect(await read(one, 20)).toEqual([]);
  expect(await read(subjects.parked('acme', 'sub_1', 'none'), 1)).toEqual([]);
});

test('tells how many are left', async () => {
  const range = { subject: one, from: 1, countMax: 4, bytesMax: 1_000_000 };
  const { messages, left } = await readSubject(stack.broker, STREAMS.parked, range);
  expect([messages.length, left]).toEqual([4, 6]);
  const rest = await readSubject(stack.broker, STREAMS.parked, { ...range, from: 9, countMax: 100 });
  expect([rest.messages.length, rest.left]).toEqual([6, 0]);
});

test('knows the end of a subject, and what each holds', async () => {
  const { broker } = stack;
  expect(await lastSequenceOf(broker, STREAMS.parked, one)).toBe(19);
  expect(await lastSequenceOf(broker, STREAMS.parked, 'parked.acme.*.*')).toBe(20);
  expect(await lastSequenceOf(broker, STREAMS.parked, 'parked.other.*.*')).toBe(0);
  expect(Object.fromEntries(await countBySubject(broker, STREAMS.parked))).toEqual({ [one]: 10, [two]: 10 });
  expect([...(await countBySubject(broker, STREAMS.notices))]).toEqual([]);
});

test('deletes single messages, also twice, and all up to one', async () => {
  const { broker } = stack;
  await deleteStored(broker, STREAMS.parked, 4);
  await deleteStored(broker, STREAMS.parked, 4);
  expect(await readMessage(broker, STREAMS.parked, 4)).toBeNull();
  await deleteUpTo(broker, STREAMS.parked, two, 12);
  expect((await read(two, 1)).map(({ sequence }) => sequence)).toEqual([14, 16, 18, 20]);
  expect(await read(one, 1)).toHaveLength(10);
});
