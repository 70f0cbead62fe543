import { linkTo, statusOf, type StatusTable } from '../canonical.js';
import type { OptionValues } from '../options.js';
import {
  at,
  compact,
  instantOf,
  keyOf,
  listOf,
  objectOf,
  slugOf,
  textOf,
  type JsonObject,
} from '../reading.js';
import { agentOf, contactOf } from './people.js';

/** A conversation is over when it is resolved; a bot has it while it is pending. */
const DEFAULTS = {
  open: 'in_progress',
  pending: 'stopped',
  snoozed: 'stopped',
  resolved: 'closed',
} as const satisfies StatusTable['defaults'];

export function statusTable(options: OptionValues): StatusTable {
  return { defaults: DEFAULTS, options };
}

/** The conversation as a ticket; null where there is none. */
export function ticketOf(given: unknown, accountId: unknown, options: OptionValues): JsonObject | null {
  const id = keyOf(at(given, 'id'));
  if (id === null) return null;
  const agent = agentOf(at(given, 'meta', 'assignee'));
  const account = keyOf(accountId) ?? accountOf(given) ?? keyOf(options['accountId']);
  const link = account === null ? null : linkTo(options, `/app/accounts/${account}/conversations/${id}`);
  return compact({
    id,
    track_id: textOf(at(given, 'uuid')),
    subject: textOf(at(given, 'additional_attributes', 'mail_subject')),
    type: 'public',
    status: statusOf(textOf(at(given, 'status')), statusTable(options)),
    priority: priorityOf(at(given, 'priority')),
    origin: originOf(given),
    requester: contactOf(at(given, 'meta', 'sender')),
    agents: agent === null ? [] : [agent],
    primary_agent: agent,
    team: compact({
      id: keyOf(at(given, 'meta', 'team', 'id')),
      name: textOf(at(given, 'meta', 'team', 'name')),
    }),
    labels: listOf(at(given, 'labels')).flatMap((label) => compact({ name: textOf(label) }) ?? []),
    urls: compact({ admin: link }),
    timestamps: compact({
      created: instantOf(at(given, 'created_at')) ?? instantOf(at(given, 'timestamp')),
      updated: instantOf(at(given, 'updated_at')),
      last_activity: instantOf(at(given, 'last_activity_at')),
    }),
    custom_fields: customFields(at(given, 'custom_attributes')),
  });
}

/** Releases that do not tell the account of a conversation tell that of its message, unless it is none but a file. */
function accountOf(given: unknown): string | number | null {
  return keyOf(at(given, 'account_id')) ?? keyOf(at(listOf(at(given, 'messages'))[0], 'account_id'));
}

export function priorityOf(given: unknown): JsonObject | null {
  const name = textOf(given);
  return name === null ? null : { slug: slugOf(name), name };
}

/** `Channel::WebWidget` → `web_widget`. */
function originOf(given: unknown): JsonObject | null {
  const channel = textOf(at(given, 'channel')) ?? textOf(at(given, 'meta', 'channel'));
  const words = channel?.replace(/^Channel::/, '').replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return words === undefined ? null : { slug: slugOf(words) };
}

function customFields(attributes: unknown): readonly JsonObject[] {
  return Object.entries(objectOf(attributes)).flatMap(([key, value]) => {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain
      ? [{ key, label: key, type: typeof value === 'string' ? 'text' : typeof value, value }]
      : [];
  });
}
