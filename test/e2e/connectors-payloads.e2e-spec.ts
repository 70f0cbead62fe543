import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONNECTOR_KINDS, connector, inboundEvents, type ConnectorKind } from '@deskhook/connectors';
import { acceptEvent, type AcceptedEvent } from '@deskhook/contracts';
import { dialect, isAgentAuthor } from '@deskhook/dialects';
import { derivedEvents, HOP_LIMIT_DEFAULT } from '@deskhook/domain';
import fc from 'fast-check';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { inbound, recordedRequest, recordedRequests } from '../support/connectors.js';

const OPTIONS: Readonly<Record<ConnectorKind, Record<string, unknown>>> = {
  zammad: { siteUrl: 'https://zammad.example', triggers: { 'Deskhook: closed': 'ticket.closed' } },
  chatwoot: { siteUrl: 'https://chatwoot.example' },
  freescout: { siteUrl: 'https://freescout.example' },
  zendesk: { siteUrl: 'https://desk.zendesk.com' },
  github: { priorityLabels: { bug: 'high' } },
};

/** What each request comes to, in the order of the derivation; a sentence says why nothing does. */
const TOLD: Readonly<Record<ConnectorKind, Readonly<Record<string, RegExp>>>> = {
  zammad: {
    'ticket-created': /^ticket\.created$/,
    'agent-reply': /^reply\.created$/,
    'internal-note': /^note\.created$/,
    'automatic-answer': /Zammad wrote by itself/,
    closed: /^ticket\.closed$/,
  },
  chatwoot: {
    'conversation-created': /^ticket\.created$/,
    'status-resolved': /^ticket\.updated ticket\.status_changed ticket\.closed$/,
    'conversation-updated':
      /^ticket\.updated ticket\.assigned ticket\.unassigned ticket\.assignees_changed ticket\.fields_changed$/,
    'message-incoming': /^reply\.created$/,
    'message-private': /^note\.created$/,
    'message-activity': /Chatwoot wrote the message by itself/,
    'contact-created': /^user\.created$/,
  },
  freescout: {
    created: /^ticket\.created$/,
    'agent-reply': /^reply\.created$/,
    note: /^note\.created$/,
    'status-closed': /^ticket\.updated ticket\.status_changed ticket\.closed$/,
    'status-spam': /^ticket\.updated ticket\.status_changed ticket\.spam_marked$/,
    assigned: /^ticket\.updated ticket\.assigned ticket\.assignees_changed$/,
    unassigned: /^ticket\.unassigned$/,
    deleted: /^ticket\.trashed$/,
    'customer-created': /^user\.created$/,
  },
  zendesk: {
    'ticket-created': /^ticket\.created$/,
    'status-changed': /^ticket\.updated ticket\.status_changed ticket\.closed$/,
    'agent-assignment-changed':
      /^ticket\.updated ticket\.assigned ticket\.unassigned ticket\.assignees_changed$/,
    'comment-public': /^reply\.created$/,
    'comment-private': /^note\.created$/,
    'tags-changed': /^ticket\.updated ticket\.fields_changed$/,
    'custom-field-changed': /^ticket\.updated ticket\.fields_changed$/,
    'soft-deleted': /^ticket\.trashed$/,
    'user-role-changed': /^user\.role_changed$/,
    trigger: /^reply\.created$/,
  },
  github: {
    'ping-none': /anybody is here/,
    'issues-opened': /^ticket\.created$/,
    'issues-deleted': /^ticket\.deleted$/,
    'issues-reopened': /^ticket\.updated ticket\.status_changed ticket\.reopened$/,
    'issues-assigned': /^ticket\.updated ticket\.assigned ticket\.assignees_changed$/,
    'issues-unassigned': /^ticket\.updated ticket\.unassigned ticket\.assignees_changed$/,
    'issues-labeled': /^ticket\.updated ticket\.fields_changed$/,
    'issues-unlabeled': /^ticket\.updated ticket\.fields_changed$/,
    'issues-locked': /^ticket\.updated ticket\.fields_changed$/,
    'issues-unlocked': /^ticket\.updated ticket\.fields_changed$/,
    'issues-transferred': /^ticket\.updated ticket\.fields_changed$/,
    // Octokit's examples are of pull requests, or tell no changes.
    'issues-milestoned': /about a pull request/,
    'issues-demilestoned': /about a pull request/,
    'issues-edited': /changes nothing that a ticket has/,
    'issues-pinned': /changes nothing that a ticket has/,
    'issues-unpinned': /changes nothing that a ticket has/,
    'issue_comment-created': /^reply\.created$/,
    'issue_comment-edited': /only new ones are replies/,
    'issue_comment-deleted': /only new ones are replies/,
  },
};

function mapped(kind: ConnectorKind, request: Parameters<typeof inbound>[0]) {
  return inboundEvents(connector(kind), inbound(request), { id: 'con_1', options: OPTIONS[kind] });
}

/** What the evaluator makes of the events: accepted, with those that are derived. */
function accepted(kind: ConnectorKind, request: Parameters<typeof inbound>[0]): AcceptedEvent[] {
  const inboundOf = mapped(kind, request);
  if (inboundOf.kind !== 'events') return [];
  return inboundOf.events.map((event) => {
    const payload = Buffer.from(JSON.stringify(event));
    const acceptance = acceptEvent(
      { subject: `events.acme.${event.type}`, payload, attributes: {} },
      HOP_LIMIT_DEFAULT,
    );
    if (!acceptance.ok) throw new Error(`${event.type}: ${acceptance.refusal.detail}`);
    return acceptance.event;
  });
}

describe.each(CONNECTOR_KINDS)('recorded requests of %s', (kind) => {
  const requests = recordedRequests(kind);

  it.each(requests.map((request) => [request.name, request] as const))('%s', (name, request) => {
    const what = mapped(kind, request);
    const told = accepted(kind, request).flatMap((event) => [
      event.type,
      ...derivedEvents(event).map(({ type }) => type),
    ]);
    const key = name.replace(/-\d+$/, '');
    expect(what.kind === 'ignored' ? what.why : told.join(' ')).toMatch(TOLD[kind][key] ?? /^nobody said/);
  });

  it('have ids that follow from the sending alone', () => {
    for (const request of requests) expect(mapped(kind, request)).toEqual(mapped(kind, request));
    const ids = requests.flatMap((request) => accepted(kind, request).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^con_1:[\w.:-]{8,140}$/);
  });

  it('stay events or refusals whatever is broken in them', () => {
    const bodies = requests.map(({ body }) =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString())),
    );
    const junk = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(), junk, (which, place, value) => {
        const index = which % requests.length;
        const { headers = {} } = requests[index] ?? {};
        const body = Buffer.from(JSON.stringify(broken(bodies[index], place, value)));
        expect(() => accepted(kind, { headers, body })).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

/** The same with one value of it, counted through, replaced. */
function broken(value: unknown, place: number, by: unknown): unknown {
  const paths = [...leaves(value)];
  return withValue(value, paths[place % Math.max(1, paths.length)] ?? [], by);
}

function withValue(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === name ? withValue(one, rest, by) : one));
  const members = z.record(z.string(), z.unknown()).parse(value);
  return { ...members, [name]: withValue(members[name], rest, by) };
}

function* leaves(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null || path.length >= 4) return;
  for (const [name, inner] of Object.entries(value)) yield* leaves(inner, [...path, name]);
}

describe('what other services read of them', () => {
  it.each([
    ['zammad', 'agent-reply', true],
    ['freescout', 'agent-reply', true],
    ['zendesk', 'trigger', true],
    ['zendesk', 'comment-public', true],
    ['chatwoot', 'message-incoming', false],
    ['github', 'issue_comment-created-0', true],
  ] as const)('by whom a reply is, which first responses go by: %s, %s', (kind, name, isAgent) => {
    const [reply] = accepted(kind, recordedRequest(kind, name));
    expect(isAgentAuthor(reply?.data['message'], reply?.data['ticket'])).toBe(isAgent);
    expect(reply?.actorType).toBe(isAgent ? 'agent' : 'client');
  });

  it('by whom a reply is that a trigger of Zendesk tells with the documented body', () => {
    const told = (role: string) => {
      const [reply] = accepted('zendesk', { headers: {}, body: documentedTrigger(role) });
      return [reply?.type, isAgentAuthor(reply?.data['message'], reply?.data['ticket'])];
    };
    expect(told('Agent')).toEqual(['reply.created', true]);
    expect(told('End-user')).toEqual(['reply.created', false]);
  });

  it('which events are of one action, so that dialects send one delivery for them', () => {
    const of = (name: string) => accepted('zendesk', recordedRequest('zendesk', name));
    const changes = ['status-changed', 'tags-changed', 'comment-public'].flatMap(of);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(3);
    expect(changes.map(({ stateChange }) => stateChange)).toEqual(Array(3).fill('con_1:01HZZZ'));
    const [trigger] = dialect('movidesk').events ?? [];
    expect(trigger?.occurrence).toBeDefined();
    expect(new Set(changes.map((event) => trigger?.occurrence?.(event))).size).toBe(1);
  });
});

/** The body of docs/connectors.md as Zendesk fills it in where that role answers a ticket that it does not have. */
function documentedTrigger(role: string): Buffer {
  const page = readFileSync(join(projectRoot(), 'docs/connectors.md'), 'utf8');
  const [, block = ''] = /^```json\n(\{\n {2}"deskhook"[\s\S]*?)^```$/m.exec(page) ?? [];
  const values: Readonly<Record<string, string>> = {
    'current_user.role': role,
    'current_user.id': '9',
    'ticket.latest_comment.author.id': '9',
    'ticket.latest_comment.is_public': 'true',
    'ticket.id': '5158',
    'ticket.assignee.name': '',
    'ticket.assignee.email': '',
  };
  const filled = block.replaceAll(/\{\{([\w.]+)\}\}/g, (_all, name: string) => values[name] ?? `a ${name}`);
  return Buffer.from(filled.replace('"ticket.closed"', '"reply.created"'));
}

describe('what is no event of the helpdesk', () => {
  it.each(CONNECTOR_KINDS)('%s: is not taken for one', (kind) => {
    const [request] = recordedRequests(kind);
    const { headers = {} } = request ?? {};
    for (const text of ['', '[]', 'null', '"x"', '{', '\u00ff', '{"a":']) {
      const body = Buffer.from(text, 'latin1');
      expect(mapped(kind, { headers, body })).toMatchObject({ kind: 'unmapped' });
    }
  });

  it('goes by the body where the helpdesk names nothing', () => {
    const request = recordedRequest('freescout', 'created');
    const other = { ...request, body: Buffer.from(request.body.toString().replace('Refund', 'Return')) };
    const [one, same, changed] = [request, request, other].map((each) => accepted('freescout', each)[0]?.id);
    expect(one).toBe(same);
    expect(one).not.toBe(changed);
  });
});
