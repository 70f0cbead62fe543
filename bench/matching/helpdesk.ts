import type { Random } from './random.js';

/** What a large helpdesk's events and conditions are made of. Numbered values stand for names. */
export const STATUSES = ['new', 'open', 'pending', 'on-hold', 'resolved', 'closed'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export const EVENT_TYPES = [
  'ticket.created',
  'ticket.status_changed',
  'reply.created',
  'ticket.assigned',
] as const;
export const OTHER_TYPES = [
  'note.created',
  'ticket.closed',
  'sla.breached',
  'user.created',
  'article.updated',
] as const;

/** Custom fields that every event has, with how many values each. */
export const CUSTOM_FIELDS = [
  ['product', 200],
  ['plan', 6],
  ['region', 30],
  ['contract', 20_000],
  ['serial', 100_000],
  ['component', 400],
] as const;
/** Custom fields that an event has one of. */
export const RARE_CUSTOM_FIELDS = 40;

const numbered = (name: string, count: number) => (random: Random) => `${name}-${random.below(count)}`;

export const anyTeam = numbered('team', 40);
export const anyCategory = numbered('category', 60);
export const anyTag = numbered('tag', 300);
export const anyOrganization = numbered('organization', 20_000);
export const anyEmail = (random: Random) =>
  `user-${random.below(200_000)}@company-${random.below(5000)}.example`;
export const anyAgent = (random: Random) => random.below(500);
const word = numbered('word', 400);
export const anySubject = (random: Random) => random.some(6, () => word(random)).join(' ');
export const anyPhrase = (random: Random) => `${word(random)} ${word(random)}`;
export const anyReplies = (random: Random) => random.below(60);
export const anyAmount = (random: Random) => random.below(10_000);
