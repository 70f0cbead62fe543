import { COMMENT_FIELDS } from './zendesk-fields.js';
import type { ZendeskCondition } from './zendesk-context.js';

const CHANGE_OPERATORS = new Set(['changed', 'value', 'value_previous']);
const REPLY = 'reply.created';
const NOTE = 'note.created';

/** What a trigger's conditions say about when it runs. */
export interface ZendeskOccasion {
  readonly creates: boolean;
  readonly events: readonly string[];
}

/**
 * The events at which Zendesk would run the trigger: it does at every creation and update of a ticket, unless the
 * conditions that must all hold say more. An update that must bring a comment is the reply or the note; one that must
 * change the status, or other fields, is the fine event, which helpdesks publish or which is derived.
 */
export function zendeskOccasion(
  all: readonly ZendeskCondition[],
  any: readonly ZendeskCondition[],
): ZendeskOccasion {
  const updateTypes = all
    .filter((one) => one.field === 'update_type' && isImplied(one))
    .map(({ values }) => values[0]);
  const comment = commentDemanded(all);
  const creates = !updateTypes.includes('Change') && comment !== 'private';
  const updates = !updateTypes.includes('Create');
  const looksAtComments = [...all, ...any].some(({ field }) => COMMENT_FIELDS.has(field));
  return {
    creates,
    events: [
      ...(creates ? ['ticket.created'] : []),
      ...(updates ? updateEvents(comment, looksAtComments, all) : []),
    ],
  };
}

const IMPLIED = new Set([
  'update_type Create',
  'update_type Change',
  'comment_is_public true',
  'comment_is_public false',
  'comment_is_public not_relevant',
  'comment_is_public requester_can_see_comment',
]);

/** Whether a condition that must hold is said by the choice of the events alone. */
export function isImplied({ field, operator, values }: ZendeskCondition): boolean {
  return (operator === '' || operator === 'is') && IMPLIED.has(`${field} ${values[0] ?? ''}`);
}

type Comment = 'none' | 'any' | 'public' | 'private';

/** The comment without which the trigger does not run. */
function commentDemanded(all: readonly ZendeskCondition[]): Comment {
  const visibility = all.find((one) => one.field === 'comment_is_public' && isImplied(one))?.values[0];
  if (visibility === 'true' || visibility === 'requester_can_see_comment') return 'public';
  if (visibility === 'false') return 'private';
  const demands = ({ field, operator }: ZendeskCondition) =>
    COMMENT_FIELDS.has(field) && !operator.startsWith('not_') && operator !== 'is_not';
  return all.some(demands) ? 'any' : 'none';
}

function updateEvents(
  comment: Comment,
  looksAtComments: boolean,
  all: readonly ZendeskCondition[],
): readonly string[] {
  switch (comment) {
    case 'public':
      return [REPLY];
    case 'private':
      return [NOTE];
    case 'any':
      return [REPLY, NOTE];
    case 'none':
      return looksAtComments ? [changeEvent(all), REPLY, NOTE] : [changeEvent(all)];
    default:
      return comment satisfies never;
  }
}

/** The event that tells of the change without which the trigger does not run. */
function changeEvent(all: readonly ZendeskCondition[]): string {
  const changed = all.filter(({ operator }) => CHANGE_OPERATORS.has(operator)).map(({ field }) => field);
  if (changed.length === 0) return 'ticket.updated';
  if (changed.every((field) => field === 'status' || field === 'custom_status_id'))
    return 'ticket.status_changed';
  const isField = (field: string) =>
    ['priority', 'type', 'organization_id'].includes(field) || field.startsWith('custom_fields_');
  return changed.every(isField) ? 'ticket.fields_changed' : 'ticket.updated';
}
