import type { ChangeCandidate, ChangeTarget } from './condition.js';
import { entryNames } from './entry-names.js';
import { foldText } from './value-key.js';

const ASSIGNEES = [
  'assignee',
  'assignees',
  'agent',
  'assigned_agent',
  'assigned_to',
  'primary_agent',
  'owner',
  'responder',
  'agents',
];
const STATUS = ['status', 'state'];
const PRIORITY = ['priority', 'urgency'];
const TEAM = ['team', 'assigned_team', 'group', 'assigned_group'];
const BODY = ['body', 'summary', 'description'];

/** What helpdesks call a change, by the field that it is a change of. Each field's own name comes first. */
const REPORTED_AS: Readonly<Record<string, readonly string[]>> = {
  status: STATUS,
  state: STATUS,
  priority: PRIORITY,
  urgency: PRIORITY,
  category: ['category'],
  agents: ASSIGNEES,
  agent: ASSIGNEES,
  assignee: ASSIGNEES,
  assignees: ASSIGNEES,
  assigned_agent: ASSIGNEES,
  primary_agent: ASSIGNEES,
  assigned_to: ASSIGNEES,
  owner: ASSIGNEES,
  responder: ASSIGNEES,
  team: TEAM,
  assigned_team: TEAM,
  group: TEAM,
  assigned_group: TEAM,
  requester: ['requester', 'customer'],
  customer: ['customer', 'requester'],
  subject: ['subject', 'title'],
  title: ['title', 'subject'],
  body: BODY,
  tags: ['tags', 'tag'],
  labels: ['labels', 'label'],
  services: ['services', 'service'],
  origin: ['origin', 'source', 'channel'],
  cc: ['cc', 'additional_recipients'],
  additional_recipients: ['additional_recipients', 'cc'],
  roles: ['roles', 'role'],
  role: ['role', 'roles'],
  spam: ['spam'],
  trash: ['trash', 'trashed'],
  archived: ['archived'],
  unanswered: ['unanswered'],
};
const OWNERS = new Set(['ticket', 'user', 'article']);
const CUSTOM_SLUG = /^cust_\d+$/i;

/** Names by which a field can be meant without what it belongs to, as in `status changed`. */
export const CHANGEABLE_NAMES: readonly string[] = Object.keys(REPORTED_AS);

/** Whether a bare name is one that changes are reported by. */
export function isChangeableName(name: string): boolean {
  return isBuiltIn(name) || CUSTOM_SLUG.test(name);
}

/** Whether a change of that name is one of the ticket's own fields, and so of no custom field. */
export function isBuiltIn(name: string): boolean {
  return Object.hasOwn(REPORTED_AS, name);
}

/** Every name that a change of a built-in field may be reported by; the name alone for others. */
export function namesakes(name: string): readonly string[] {
  return isBuiltIn(name) ? (REPORTED_AS[name] ?? []) : [name];
}

/** Which changes of an event are changes of the field at a path. */
export function changeTarget(path: readonly string[]): ChangeTarget {
  const [root = '', ...below] = path;
  const owned = OWNERS.has(root) && below.length > 0;
  const [head = '', ...part] = owned ? below : path;
  const candidates = Object.freeze(unique(candidatesOf(head, part)));
  return Object.freeze({ owner: owned ? root : null, candidates, ranked: PRIORITY.includes(head) });
}

function candidatesOf(head: string, part: readonly string[]): ChangeCandidate[] {
  const [entry, ...rest] = part;
  if (head === 'custom_fields' && entry !== undefined) return customCandidates(entry, rest);
  if (CUSTOM_SLUG.test(head)) return customCandidates(head, part);
  const whole = candidate([head, ...part].join('.'), [], false);
  if (head === 'flags' && entry !== undefined) return [whole, ...reportedAs(entry, rest)];
  return [whole, ...reportedAs(head, part)];
}

function reportedAs(head: string, part: readonly string[]): ChangeCandidate[] {
  return [head, ...namesakes(head)].map((name) => candidate(name, part, false));
}

/** A field of the helpdesk's own is not mistaken for a built-in one of the same name. */
function customCandidates(entry: string, rest: readonly string[]): ChangeCandidate[] {
  const part = rest[0] === 'value' || rest[0] === 'values' ? [] : rest;
  const names = entryNames(entry).folded;
  const free = names.filter((name) => !isBuiltIn(name));
  return [...names.map((name) => `custom_fields.${name}`), ...free].map((name) =>
    candidate(name, part, true),
  );
}

function candidate(name: string, part: readonly string[], custom: boolean): ChangeCandidate {
  return Object.freeze({ name: foldText(name), custom, part: Object.freeze(part) });
}

function unique(candidates: readonly ChangeCandidate[]): ChangeCandidate[] {
  const first = new Map<string, ChangeCandidate>();
  for (const candidate of candidates) if (!first.has(candidate.name)) first.set(candidate.name, candidate);
  return [...first.values()];
}
