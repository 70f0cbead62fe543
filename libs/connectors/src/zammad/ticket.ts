import { linkTo, statusOf, type StatusTable } from '../canonical.js';
import type { OptionValues } from '../options.js';
import {
  at,
  compact,
  instantOf,
  integerOf,
  isObject,
  keyOf,
  slugOf,
  textOf,
  type JsonObject,
} from '../reading.js';
import { customFields } from './custom-fields.js';
import { personOf, staffOf } from './people.js';

/** The states that Zammad comes with. */
const DEFAULTS = {
  new: 'new',
  open: 'in_progress',
  pending_reminder: 'stopped',
  pending_close: 'stopped',
  closed: 'closed',
  merged: 'closed',
  removed: 'canceled',
} as const satisfies StatusTable['defaults'];

/** The ticket of a payload; null where there is none. */
export function ticketOf(given: unknown, options: OptionValues): JsonObject | null {
  const id = keyOf(at(given, 'id'));
  if (!isObject(given) || id === null) return null;
  const staff = staffOf(given);
  const owner = personOf(given['owner'], staff);
  return compact({
    id,
    track_id: textOf(given['number']),
    subject: textOf(given['title']),
    type: 'public',
    status: statusOf(stateOf(given), { defaults: DEFAULTS, options }, keyOf(given['state_id'])),
    priority: priorityOf(given),
    origin: compact({ slug: textOf(given['create_article_type']) }),
    requester: personOf(given['customer'], staff),
    agents: owner === null ? [] : [owner],
    primary_agent: owner,
    team: compact({ id: keyOf(at(given, 'group', 'id')), name: textOf(at(given, 'group', 'name')) }),
    counts: compact({ actions: integerOf(given['article_count']) }),
    urls: compact({ admin: linkTo(options, `/#ticket/zoom/${id}`) }),
    sla: compact({
      response_due: instantOf(given['first_response_escalation_at']),
      solution_due: instantOf(given['close_escalation_at']),
    }),
    timestamps: compact({
      created: instantOf(given['created_at']),
      updated: instantOf(given['updated_at']),
      closed: instantOf(given['last_close_at']) ?? instantOf(given['close_at']),
      last_activity: instantOf(given['last_contact_at']),
      last_reply: instantOf(given['last_contact_agent_at']),
    }),
    custom_fields: customFields(given),
  });
}

function stateOf({ state }: JsonObject): string | null {
  return textOf(state) ?? textOf(at(state, 'name'));
}

/** Zammad sorts its priorities by a number in front of their names: `2 normal`. */
function priorityOf({ priority }: JsonObject): JsonObject | null {
  const name = textOf(priority) ?? textOf(at(priority, 'name'));
  if (name === null) return null;
  return compact({ id: keyOf(at(priority, 'id')), slug: slugOf(name.replace(/^\d+\s+/, '')), name });
}
