import { linkTo, statusOf, type StatusTable } from '../canonical.js';
import type { OptionValues } from '../options.js';
import { at, compact, instantOf, integerOf, keyOf, listOf, textOf, type JsonObject } from '../reading.js';
import { personOf } from './people.js';
import { publicPreview } from './thread.js';

const DEFAULTS = {
  active: 'in_progress',
  open: 'in_progress',
  pending: 'stopped',
  closed: 'closed',
  spam: 'canceled',
} as const satisfies StatusTable['defaults'];

export function statusTable(options: OptionValues): StatusTable {
  return { defaults: DEFAULTS, options };
}

/** The conversation as a ticket; null where there is none. */
export function ticketOf(given: JsonObject, options: OptionValues): JsonObject | null {
  const id = keyOf(given['id']);
  if (id === null) return null;
  const agent = personOf(given['assignee']);
  const customer = personOf(given['customer']);
  return compact({
    id,
    track_id: textOf(given['number']),
    subject: textOf(given['subject']),
    type: 'public',
    summary: publicPreview(given),
    status: statusOf(textOf(given['status']), statusTable(options)),
    category: mailboxOf(given),
    origin: compact({ slug: textOf(at(given, 'source', 'type')) ?? textOf(given['type']) }),
    requester: customer === null ? null : { ...customer, is_agent: false },
    agents: agent === null ? [] : [{ ...agent, is_agent: true }],
    primary_agent: agent === null ? null : { ...agent, is_agent: true },
    flags: { spam: given['status'] === 'spam', trash: given['state'] === 'deleted' },
    counts: compact({ actions: integerOf(given['threadsCount']) ?? integerOf(given['threads']) }),
    cc: listOf(given['cc']).flatMap((one) => textOf(one) ?? []),
    tags: listOf(at(given, '_embedded', 'tags')).flatMap((tag) => tagOf(tag) ?? []),
    urls: compact({ admin: linkTo(options, `/conversation/${id}`) }),
    timestamps: compact({
      created: instantOf(given['createdAt']),
      updated: instantOf(given['updatedAt']) ?? instantOf(given['userUpdatedAt']),
      closed: instantOf(given['closedAt']),
    }),
    custom_fields: listOf(given['customFields']).flatMap((field) => customFieldOf(field) ?? []),
  });
}

/** A mailbox is FreeScout's way of sorting conversations. */
function mailboxOf({ mailboxId, mailbox }: JsonObject): JsonObject | null {
  return compact({ id: keyOf(mailboxId) ?? keyOf(at(mailbox, 'id')), name: textOf(at(mailbox, 'name')) });
}

function tagOf(tag: unknown): JsonObject | null {
  return compact({ id: keyOf(at(tag, 'id')), name: textOf(at(tag, 'name')) ?? textOf(at(tag, 'tag')) });
}

/** A choice has the number of the choice as its value, and its name as text. */
function customFieldOf(field: unknown): JsonObject | null {
  const id = keyOf(at(field, 'id'));
  const value = textOf(at(field, 'text')) ?? textOf(at(field, 'value'));
  return id === null ? null : compact({ id, label: textOf(at(field, 'name')), type: 'text', value });
}
