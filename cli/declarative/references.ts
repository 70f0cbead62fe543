import { nearestName } from '@deskhook/domain';
import { z } from 'zod';
import type { Fault } from '../cli-error.js';
import { meant, type Live } from './live.js';
import { faultAt, nameOf, type JsonRecord, type Manifest } from './manifest.js';
import type { Placed } from './plan.js';

/** A calendar that a document names, and where. */
interface Reference {
  readonly pointer: string;
  readonly calendar: string;
}

/** The calendars that a document names. */
export function calendarsNamed({ stated }: Pick<Manifest, 'stated'>): readonly Reference[] {
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

/** Live things without others of them. */
export function without(live: readonly Live[], others: readonly Live[]): readonly Live[] {
  const identities = new Set(others.map(identityOf));
  return live.filter((one) => !identities.has(identityOf(one)));
}

const identityOf = ({ tenant, kind, id }: Live): string => JSON.stringify([tenant, kind, id]);

/** Calendars that would be deleted, and that something uses which stays and says nothing else in the files. */
export function stillUsed(
  documents: readonly Placed[],
  live: readonly Live[],
  unwanted: readonly Live[],
): readonly Fault[] {
  const calendars = unwanted.filter(({ kind }) => kind === 'Calendar');
  const needs = (tenant: string, stated: JsonRecord) =>
    calendarsNamed({ stated }).filter(({ calendar }) =>
      calendars.some((one) => one.tenant === tenant && one.id === calendar),
    );
  const users = without(live, unwanted).filter(({ tenant, value }) => needs(tenant, value).length > 0);
  return users.flatMap((user) =>
    needs(user.tenant, left(user, documents, live)).map(({ calendar }) => ({
      pointer: nameOf(user),
      detail: `stays, and uses the calendar "${calendar}", which --prune would delete: give it another, or keep the calendar in the files`,
    })),
  );
}

/** What a thing keeps, since its document does not state it. */
function left(user: Live, documents: readonly Placed[], live: readonly Live[]): JsonRecord {
  const ofTenant = live.filter(({ tenant }) => tenant === user.tenant);
  const document = documents.find(
    ({ tenant, manifest }) => tenant === user.tenant && meant(manifest, ofTenant) === user,
  );
  const stated = document?.manifest.stated ?? {};
  return Object.fromEntries(Object.entries(user.value).filter(([name]) => stated[name] === undefined));
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
