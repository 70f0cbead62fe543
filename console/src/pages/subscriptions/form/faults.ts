import { pointerTokens } from '../../../api/field-faults.js';
import type { FieldFault } from '../../../api/problem.js';
import { filledUrls, inputOf, type Draft, type SubscriptionInput } from './draft.js';
import { isObject, isSame } from './is-same.js';
import { urlProblem } from './urls.js';

/** The parts of the form, in their order. */
export const SECTIONS = [
  'endpoint',
  'format',
  'events',
  'condition',
  'secret',
  'headers',
  'auth',
  'delivery',
  'redact',
  'actions',
] as const;
export type SectionId = (typeof SECTIONS)[number];

const SECTION_OF: Readonly<Record<string, SectionId>> = {
  name: 'endpoint',
  urls: 'endpoint',
  status: 'endpoint',
  dialect: 'format',
  dialectOptions: 'format',
  events: 'events',
  condition: 'condition',
  secret: 'secret',
  headers: 'headers',
  auth: 'auth',
  tls: 'auth',
  delivery: 'delivery',
  redact: 'redact',
  actions: 'actions',
};

/** Where a fault is shown; null: in no part of the form, so on top. */
export function sectionOf(pointer: string): SectionId | null {
  const [first = ''] = pointerTokens(pointer);
  return Object.hasOwn(SECTION_OF, first) ? (SECTION_OF[first] ?? null) : null;
}

/** The faults at a pointer, or also below it, as one text; undefined where there are none, as fields of a form take it. */
export function faultAt(faults: readonly FieldFault[], pointer: string, below = false): string | undefined {
  const own = faults.filter(
    (fault) => fault.pointer === pointer || (below && isBelow(fault.pointer, pointer)),
  );
  return own.length === 0 ? undefined : own.map(({ detail }) => detail).join('; ');
}

/** The faults below a pointer, with pointers that begin there. */
export function faultsBelow(faults: readonly FieldFault[], pointer: string): readonly FieldFault[] {
  return faults
    .filter((fault) => isBelow(fault.pointer, pointer))
    .map(({ detail, pointer: whole }) => ({ detail, pointer: whole.slice(pointer.length) }));
}

const isBelow = (pointer: string, above: string): boolean => pointer.startsWith(`${above}/`);

/** Faults of what was sent that are still true: those of values that have been changed since are history. */
export function standingFaults(
  faults: readonly FieldFault[],
  sent: SubscriptionInput,
  now: SubscriptionInput,
): readonly FieldFault[] {
  return faults.filter(({ pointer }) => {
    const tokens = pointerTokens(pointer);
    return isSame(valueAt(sent, tokens), valueAt(now, tokens));
  });
}

function valueAt(value: unknown, tokens: readonly string[]): unknown {
  let at = value;
  for (const token of tokens) {
    if (Array.isArray(at)) at = at[Number(token)];
    else if (isObject(at)) at = at[token];
    else return undefined;
  }
  return at;
}

/** What is obviously missing or wrong, so that nobody has to ask the API for it. */
export function obviousFaults(draft: Draft, httpsOnly: boolean): readonly FieldFault[] {
  const { name, events } = inputOf(draft);
  const urls = filledUrls(draft.urls);
  const urlFaults = urls.flatMap((url, index) => {
    const detail = urlProblem(url, httpsOnly);
    return detail === null ? [] : [{ pointer: `/urls/${index}`, detail }];
  });
  return [
    ...(name === '' ? [{ pointer: '/name', detail: 'give it a name' }] : []),
    ...(urls.length === 0 ? [{ pointer: '/urls', detail: 'enter at least one URL' }] : []),
    ...urlFaults,
    ...(events.length === 0 ? [{ pointer: '/events', detail: 'select at least one event' }] : []),
    ...repeatedHeaders(draft).map((repeated) => ({
      pointer: headerPointer(repeated),
      detail: 'stands there twice: a header has one value',
    })),
  ];
}

/** Only one of them would be sent, and nobody would see which. */
function repeatedHeaders({ headers }: Draft): readonly string[] {
  const names = headers.map(({ name }) => name.trim()).filter((name) => name !== '');
  return names.filter((name, at) => names.findIndex((one) => isSameHeader(one, name)) < at);
}

const isSameHeader = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Where the API finds a header. */
export const headerPointer = (name: string): string =>
  `/headers/${name.trim().replaceAll('~', '~0').replaceAll('/', '~1')}`;
