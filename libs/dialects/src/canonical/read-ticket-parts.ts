import { listOf, memberOf, type Json } from '../json-value.js';
import { integerId } from './integer-id.js';
import type { IntegerIds } from './integer-ids.js';
import { countOf, firstText, flagOf, instantOrNull, integerOrNull, textOf } from './lenient-values.js';
import type { CanonicalTenant, Named, Ticket } from './model.js';
import { readNamed } from './read-named.js';
import type { Reading } from './reading.js';

type Flags = Ticket['flags'];

/** What an event's type says of its ticket's flags, where the ticket itself does not. */
const FLAG_BY_TYPE: ReadonlyMap<string, Partial<Flags>> = new Map<string, Partial<Flags>>([
  ['ticket.unanswered', { unanswered: true }],
  ['ticket.spam_marked', { spam: true }],
  ['ticket.trashed', { trash: true }],
  ['ticket.archived', { archived: true }],
  ['ticket.deleted', { deleted: true }],
]);

export function readFlags(type: string, value: Json): Flags {
  const implied = FLAG_BY_TYPE.get(type);
  return {
    archived: flagOf(memberOf(value, 'archived'), implied?.archived),
    private: flagOf(memberOf(value, 'private')),
    spam: flagOf(memberOf(value, 'spam'), implied?.spam),
    trash: flagOf(memberOf(value, 'trash'), implied?.trash),
    draft: flagOf(memberOf(value, 'draft')),
    unanswered: flagOf(memberOf(value, 'unanswered'), implied?.unanswered),
    deleted: flagOf(memberOf(value, 'deleted'), implied?.deleted),
    resolvedFirstCall: flagOf(memberOf(value, 'resolved_first_call')),
  };
}

export function readCounts(value: Json): Ticket['counts'] {
  return {
    replies: countOf(memberOf(value, 'replies')),
    agentReplies: countOf(memberOf(value, 'agent_replies')),
    comments: countOf(memberOf(value, 'comments')),
    actions: countOf(memberOf(value, 'actions')),
  };
}

/** Names of the service tree by their level; without levels in the order in which they come. */
export function readServices(value: Json): string[] {
  return listOf(value)
    .map((service) => ({
      level: integerOrNull(memberOf(service, 'level')) ?? 0,
      name: firstText(service, memberOf(service, 'name')),
    }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.level - b.level)
    .map(({ name }) => name);
}

export function readLabels(ids: IntegerIds, value: Json): Ticket['labels'] {
  return listOf(value)
    .map((label) => ({
      id: integerId(ids, 'label', memberOf(label, 'id')),
      name: firstText(label, memberOf(label, 'name')),
      color: textOf(memberOf(label, 'color')),
    }))
    .filter(({ name }) => name !== '');
}

export function readTags(ids: IntegerIds, value: Json): Named[] {
  return listOf(value)
    .map((tag) => readNamed(ids, 'tag', tag))
    .filter(({ id, name }) => id !== 0 || name !== '');
}

/** Links to the ticket: as stated, else below the tenant's base addresses, else below its site; else empty. */
export function readLinks(tenant: CanonicalTenant, urls: Json, key: string) {
  const linkBelow = (...bases: readonly string[]): string => {
    const base = firstText(...bases);
    return base === '' || key === '' ? '' : `${base}/tickets/${encodeURIComponent(key.toWellFormed())}`;
  };
  return {
    adminUrl: firstText(memberOf(urls, 'admin'), linkBelow(tenant.adminBaseUrl, tenant.siteUrl)),
    publicUrl: firstText(memberOf(urls, 'public'), linkBelow(tenant.portalBaseUrl, tenant.siteUrl)),
  };
}

export function readClient(value: Json): Ticket['client'] {
  return {
    ip: textOf(memberOf(value, 'ip')),
    browser: textOf(memberOf(value, 'browser')),
    os: textOf(memberOf(value, 'os')),
    userType: textOf(memberOf(value, 'user_type')),
  };
}

/** A ticket that was just opened or closed was so at the instant of the event, where it does not say. */
export function readTimestamps({ type, at }: Reading, value: Json) {
  const instant = (name: string): number | null => instantOrNull(memberOf(value, name));
  const createdAt = instant('created') ?? (type === 'ticket.created' ? at : null);
  const updatedAt = instant('updated') ?? createdAt;
  return {
    createdAt,
    updatedAt,
    closedAt: instant('closed') ?? (type === 'ticket.closed' ? at : null),
    lastActivityAt: instant('last_activity') ?? updatedAt,
    lastReplyAt: instant('last_reply'),
  };
}

export function readSla(value: Json): Ticket['sla'] {
  return {
    policy: textOf(memberOf(value, 'policy')),
    responseMinutes: countOf(memberOf(value, 'response_minutes')),
    solutionMinutes: countOf(memberOf(value, 'solution_minutes')),
    responseDueAt: instantOrNull(memberOf(value, 'response_due')),
    solutionDueAt: instantOrNull(memberOf(value, 'solution_due')),
  };
}
