import { expect, test } from '@jest/globals';
import { sampleEvent, type JsonObject } from '@deskhook/dialects';
import { EVENT_TYPES, parseCondition, type CatalogueEventType } from '@deskhook/domain';
import { NOW } from '../support/condition-events.js';

test.each(EVENT_TYPES)('conditions know every field of a complete %s', (type: CatalogueEventType) => {
  const { data } = sampleEvent(type, 'acme', 'event-1', new Date(NOW));
  const unknown = pathsOf(data, '').filter((field) => !parseCondition({ field, op: 'exists' }).ok);
  expect([...new Set(unknown)]).toEqual([]);
});

function pathsOf(value: JsonObject[string], path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => pathsOf(element, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    pathsOf(member, path === '' ? name : `${path}.${name}`),
  );
}
