import { linkTo, statusOf } from '../canonical.js';
import type { OptionValues } from '../options.js';
import {
  at,
  compact,
  instantOf,
  isObject,
  keyOf,
  listOf,
  slugOf,
  textOf,
  type JsonObject,
} from '../reading.js';
import { calm, statusTable } from './status-table.js';

/** The ticket in the `detail` of an event; null where it has none. People are told by their ids alone. */
export function ticketOf(detail: unknown, options: OptionValues): JsonObject | null {
  const id = keyOf(at(detail, 'id'));
  if (id === null) return null;
  const [status, priority] = [textOf(at(detail, 'status')), textOf(at(detail, 'priority'))];
  const agent = idOnly(at(detail, 'assignee_id'), true);
  return compact({
    id,
    track_id: textOf(at(detail, 'external_id')),
    subject: textOf(at(detail, 'subject')),
    type: at(detail, 'is_public') === false ? 'internal' : 'public',
    body: compact({ text: textOf(at(detail, 'description')) }),
    status: status === null ? null : statusOf(calm(status), statusTable(options)),
    priority: priority === null ? null : { slug: slugOf(priority), name: calm(priority) },
    category: categoryOf(at(detail, 'type')),
    origin: compact({ slug: textOf(at(detail, 'via', 'channel')) }),
    requester: requesterOf(detail),
    agents: agent === null ? [] : [agent],
    primary_agent: agent,
    team: compact({ id: keyOf(at(detail, 'group_id')) }),
    tags: listOf(at(detail, 'tags')).flatMap((tag) => compact({ name: textOf(tag) }) ?? []),
    urls: compact({ admin: linkTo(options, `/agent/tickets/${id}`) }),
    timestamps: compact({
      created: instantOf(at(detail, 'created_at')),
      updated: instantOf(at(detail, 'updated_at')),
    }),
  });
}

/** The custom field that an event tells of: of the others no event does. */
export function customFieldOf(event: unknown): JsonObject | null {
  const [field, value] = [at(event, 'field'), at(event, 'current') ?? null];
  const label = textOf(at(field, 'title')) ?? textOf(at(field, 'raw_title'));
  const known = compact({ id: keyOf(at(field, 'id')), label, type: textOf(at(field, 'type')) ?? 'text' });
  if (known?.['id'] === undefined) return null;
  return { ...known, ...(Array.isArray(value) ? { values: value } : { value: plain(value) }) };
}

/** Conditions compare texts, numbers and lists. */
export function plain(value: unknown): unknown {
  return isObject(value) ? JSON.stringify(value) : value;
}

/** What Zendesk does by itself has this number for its actor. */
const NOBODY_ID = '-1';

/** The id of somebody; null where it is nobody's. */
export function personId(given: unknown): string | number | null {
  const id = keyOf(given);
  return String(id) === NOBODY_ID ? null : id;
}

/** Somebody of whom only the id is told. */
export function idOnly(given: unknown, isAgent: boolean | null): JsonObject | null {
  const id = personId(given);
  return id === null ? null : (compact({ id, is_agent: isAgent }) ?? null);
}

function requesterOf(detail: unknown): JsonObject | null {
  const requester = idOnly(at(detail, 'requester_id'), false);
  const organization = textOf(keyOf(at(detail, 'organization_id')));
  return requester === null ? null : compact({ ...requester, organization });
}

/** Question, incident, problem or task. */
function categoryOf(type: unknown): JsonObject | null {
  const name = textOf(type);
  return name === null ? null : { slug: slugOf(name), name: calm(name) };
}
