import type { CatalogueField } from './catalogue.js';

/** What a field holds. `thing`: an object that stands for its id, slug, name and e-mail address; `unknown`: the helpdesk's own. */
export type FieldKind = CatalogueField['type'] | 'thing' | 'unknown';

export interface OfferedField {
  readonly field: string;
  readonly kind: FieldKind;
  /** In words: `Requester email`. */
  readonly label: string;
  readonly description: string;
}

const NAMES: Readonly<Record<string, string>> = {
  type: 'Event type',
  time: 'Event time',
  id: 'Event id',
  source: 'Event source',
  subject: 'Event subject',
  actortype: 'Kind of actor',
  hopcount: 'Hop count',
  test: 'Is a test',
};
const MEMBERS_OF_A_THING: readonly string[] = ['id', 'slug', 'name', 'email'];
const OWN_FIELDS = /(?:^|\.)custom_fields\.(.+)$/;
/** They only hold others together. */
const HIDDEN: ReadonlySet<string> = new Set(['timestamps', 'flags', 'counts']);
const POSITION = /^\d+$/;
const ENVELOPE: ReadonlySet<string> = new Set(Object.keys(NAMES));
const CHANGING_ROOTS: ReadonlySet<string> = new Set(['ticket', 'user', 'article', 'data', 'custom_fields']);

/** The fields of the catalogue, the objects that they are members of, and those that were seen in events. */
export function offeredFields(
  catalogue: readonly CatalogueField[],
  seen: readonly string[],
): readonly OfferedField[] {
  const known = new Map(catalogue.map(({ field, type, description }) => [field, { type, description }]));
  const things = catalogue.flatMap(({ field }) => thingOf(field) ?? []).filter((thing) => !known.has(thing));
  return [
    ...[...new Set(things)].map((thing) =>
      offered(thing, 'thing', 'Compared with its id, slug, name and e-mail address.'),
    ),
    ...catalogue.map(({ field, type, description }) => offered(field, type, description)),
    ...seen.filter((field) => !known.has(field)).map((field) => offered(field, 'unknown', 'Seen in events.')),
  ];
}

function offered(field: string, kind: FieldKind, description: string): OfferedField {
  return { field, kind, label: fieldLabel(field), description };
}

/** The object of which a field is the id, slug, name or address. */
function thingOf(field: string): string | null {
  const segments = field.split('.');
  const last = segments.pop() ?? '';
  return segments.length > 1 && MEMBERS_OF_A_THING.includes(last) ? segments.join('.') : null;
}

/** What a field holds, wherever its path picks one element of a list. */
export function fieldKind(path: string, offers: readonly OfferedField[]): FieldKind {
  const plain = path
    .replace(/^data\./, '')
    .split('.')
    .filter((segment) => !POSITION.test(segment))
    .join('.');
  return offers.find(({ field }) => field === plain)?.kind ?? 'unknown';
}

/** Whether an event can say that the field changed: the attributes of the event itself do not. */
export function canChange(path: string): boolean {
  const segments = path.split('.');
  const [root = ''] = segments;
  return segments.length === 1 ? !ENVELOPE.has(root) : CHANGING_ROOTS.has(root);
}

/** Whether its values have ranks, such as low and urgent. */
export const isRanked = (path: string): boolean => /(?:^|\.)(?:priority|urgency)(?:\.|$)/.test(path);

/** A path in words: `ticket.requester.email` is `Requester email`. */
export function fieldLabel(path: string): string {
  const own = NAMES[path];
  if (own !== undefined) return own;
  const bare = path.replace(/^data\./, '');
  const custom = OWN_FIELDS.exec(bare);
  if (custom !== null) {
    const owner = fieldLabel(bare.slice(0, custom.index) || 'ticket');
    return owner === 'Ticket' ? `Custom field “${custom[1]}”` : `${owner} custom field “${custom[1]}”`;
  }
  const segments = bare.split('.');
  const shown = segments.filter(
    (segment, at) =>
      !(at === 0 && segment === 'ticket' && segments.length > 1) &&
      !(HIDDEN.has(segment) && at < segments.length - 1) &&
      !(segment === 'slug' && at === segments.length - 1 && segments.length > 2),
  );
  const words = shown.map((segment) =>
    POSITION.test(segment) ? `#${Number(segment) + 1}` : segment.replaceAll('_', ' '),
  );
  const text = words.join(' ').replace(/^sla\b/, 'SLA');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The fields that a search means, the closest first. Everything, where the search is a field already. */
export function searchFields(
  offers: readonly OfferedField[],
  search: string,
  limit: number,
): readonly OfferedField[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 || offers.some(({ field }) => field === search)) return offers.slice(0, limit);
  return offers
    .map((offer) => ({ offer, rank: rankOf(offer, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.offer.field.length - b.offer.field.length)
    .slice(0, limit)
    .map(({ offer }) => offer);
}

const NAME_BEGINS = 8;
const NAME_HOLDS = 4;
const DESCRIPTION_HOLDS = 1;

function rankOf({ field, label, description }: OfferedField, words: readonly string[]): number {
  const names = `${field.replaceAll('.', ' ')} ${label}`.toLowerCase();
  const ranks = words.map((word): number => {
    if (field.startsWith(word) || names.split(' ').some((name) => name.startsWith(word))) return NAME_BEGINS;
    if (names.includes(word) || field.includes(word)) return NAME_HOLDS;
    return description.toLowerCase().includes(word) ? DESCRIPTION_HOLDS : 0;
  });
  return ranks.includes(0) ? 0 : ranks.reduce((sum, rank) => sum + rank, 0);
}
