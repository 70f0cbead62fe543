import { expect, it } from '@jest/globals';
import { actualWords, sentenceOf } from './sentence.js';
import type { JsonObject } from './tree.js';

const words = (test: JsonObject): string => {
  const { field, verb, value } = sentenceOf(test);
  return [field, verb, value].filter((part) => part !== '').join(' ');
};

it.each<[JsonObject, string]>([
  [{ field: 'ticket.priority', op: 'eq', value: 'high' }, 'Priority is high'],
  [{ field: 'ticket.flags.spam', op: 'ne', value: true }, 'Spam is not yes'],
  [
    { field: 'ticket.status', op: 'in', value: ['open', 'on hold', 3] },
    'Status is one of open, “on hold” or 3',
  ],
  [{ field: 'ticket.agents', op: 'exists', value: false }, 'Agents has no value'],
  [{ field: 'ticket.agents', op: 'exists', value: true }, 'Agents has a value'],
  [
    { field: 'ticket.status', op: 'changed', value: { from: null, to: ['closed', 'solved'] } },
    'Status changed from nothing to closed or solved',
  ],
  [{ field: 'ticket.status', op: 'changed' }, 'Status changed'],
  [{ field: 'ticket.counts.replies', op: 'between', value: [1, 5] }, 'Replies is between 1 and 5'],
  [{ field: 'time', op: 'within_last', value: 'P3D' }, 'Event time is within the last 3 days'],
  [{ field: 'ticket.subject', op: 'sounds_like', value: { x: 1 } }, 'Subject sounds_like {"x":1}'],
  [{ field: '', op: 'eq', value: '' }, 'A field that is not chosen yet is “”'],
])('reads %j as a sentence', (test, sentence) => expect(words(test)).toBe(sentence));

it.each<[unknown, string]>([
  [null, 'nothing'],
  [[], 'nothing'],
  ['low', 'low'],
  [false, 'no'],
  [{ id: 1, slug: 'low', name: 'Low' }, 'Low (low)'],
  [{ slug: 'low' }, 'low'],
  [[{ name: 'vip' }, { name: 'new customer' }], 'vip, “new customer”'],
  [{ field: 'status', old: 'open', new: { slug: 'closed' } }, 'open → closed'],
  [{ change: {}, actor: { name: 'Ana' }, actortype: 'client' }, 'Ana, client'],
  [{ nested: { deep: 1 } }, '{"nested":{"deep":1}}'],
  ['x'.repeat(200), `${'x'.repeat(120)}…`],
])('says what %j was', (actual, text) => expect(actualWords(actual)).toBe(text));
