import { nearestName } from '@deskhook/domain';
import { z } from 'zod';
import type { Fault } from '../cli-error.js';
import type { Live } from './live.js';
import { faultAt, type Manifest } from './manifest.js';
import type { Placed } from './plan.js';

/** A calendar that a document names, and where. */
interface Reference {
  readonly pointer: string;
  readonly calendar: string;
}

/** The calendars that a document names. */
export function calendarsNamed({ stated }: Manifest): readonly Reference[] {
  const { calendar, condition } = stated;
  const ofPolicy = typeof calendar === 'string' ? [{ pointer: '/spec/calendar', calendar }] : [];
  return [...ofPolicy, ...inCondition(condition, '/spec/condition')];
}

/** Calendars that neither the documents nor the tenant have. */
export function danglingReferences(documents: readonly Placed[], live: readonly Live[]): readonly Fault[] {
  return documents.flatMap(({ tenant, manifest }) => {
    const known = knownCalendars(tenant, documents, live);
    const unknown = calendarsNamed(manifest).filter(({ calendar }) => !known.includes(calendar));
    return unknown.map(({ pointer, calendar }) => {
      const near = nearestName(calendar, known);
      const advice = near === null ? 'write a document of kind Calendar for it' : `did you mean "${near}"?`;
      const detail = `neither the files nor the tenant have a calendar "${calendar}": ${advice}`;
      return faultAt(manifest, pointer, detail);
    });
  });
}

function knownCalendars(tenant: string, documents: readonly Placed[], live: readonly Live[]): string[] {
  const wanted = documents.filter((one) => one.tenant === tenant && one.manifest.kind === 'Calendar');
  const there = live.filter((one) => one.tenant === tenant && one.kind === 'Calendar');
  return [...wanted.map(({ manifest }) => manifest.name), ...there.map(({ id }) => id)];
}

const testSchema = z.looseObject({ op: z.literal('in_business_hours'), value: z.string() });

function inCondition(node: unknown, pointer: string): Reference[] {
  const test = testSchema.safeParse(node).data;
  if (test !== undefined) return [{ pointer: `${pointer}/value`, calendar: test.value }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => inCondition(inner, `${pointer}/${key}`));
}
