import { below, idOf, listOf, objectOf, textOf, textsOf } from '../exported-json.js';
import { lookUp } from '../import-lookup.js';
import type { ImportGiven, ImportedAction } from '../imported-trigger.js';
import type { ImportNotes } from '../import-notes.js';
import { keptActions } from '../kept-actions.js';
import type { WebhookCall } from '../webhook-calls.js';
import { zendeskCall } from './zendesk-webhooks.js';

/** What a trigger does: webhooks, and what the helpdesk is asked to do. */
export interface ZendeskDeeds {
  readonly calls: readonly WebhookCall[];
  readonly actions: readonly ImportedAction[];
}

interface ExportedAction {
  readonly field: string;
  readonly value: unknown;
  readonly pointer: string;
}

const CUSTOM_FIELD = /^custom_fields_(\w+)$/;
const PLACEHOLDER = /\{\{|\{%/;

/** What there is no action for, in words. */
const NOT_DONE: Readonly<Record<string, string>> = {
  notification_user: 'Deskhook sends no e-mail: let the helpdesk do it, or a receiver of this webhook',
  notification_group: 'Deskhook sends no e-mail: let the helpdesk do it, or a receiver of this webhook',
  notification_sms_user: 'Deskhook sends no text messages',
  notification_sms_group: 'Deskhook sends no text messages',
  satisfaction_score: 'Deskhook asks for no ratings',
  ticket_form_id: 'tickets have no forms here',
  brand_id: 'tickets have no brands here',
  side_conversation: 'Deskhook starts no side conversations',
  side_conversation_ticket: 'Deskhook starts no side conversations',
  side_conversation_slack: 'Deskhook starts no side conversations',
  share_ticket: 'Deskhook shares no tickets with other accounts',
  tweet_requester: 'Deskhook posts nothing in social networks',
  deflection: 'Deskhook suggests no articles',
};

/** Reads `actions`. */
export function zendeskDeeds(
  actions: unknown,
  pointer: string,
  given: ImportGiven,
  notes: ImportNotes,
): ZendeskDeeds {
  const exported = listOf(actions).map((item, index): ExportedAction => {
    const { field, value } = objectOf(item);
    return { field: textOf(field), value, pointer: below(pointer, index) };
  });
  const isCall = ({ field }: ExportedAction) =>
    field === 'notification_webhook' || field === 'notification_target';
  const calls = exported
    .filter(isCall)
    .map((action) => zendeskCall(action.value, action.pointer, given, notes));
  const done = exported
    .filter((action) => !isCall(action))
    .flatMap((one) => {
      const action = actionOf(one, given, notes);
      return action === null ? [] : [{ pointer: one.pointer, action }];
    });
  return { calls, actions: keptActions(done, notes) };
}

function actionOf(action: ExportedAction, given: ImportGiven, notes: ImportNotes): ImportedAction | null {
  const { field, value, pointer } = action;
  const text = textOf(value);
  const named = (text_: string) => lookUp(given, field, text_) ?? idOf(text_);
  switch (field) {
    case 'status':
    case 'custom_status_id':
      return text === '' ? unset(action, notes) : { type: 'set_status', status: named(text) };
    case 'priority':
      return text === '' ? unset(action, notes) : { type: 'set_priority', priority: named(text) };
    case 'type':
      return text === '' ? unset(action, notes) : { type: 'set_field', field: 'type', value: named(text) };
    case 'group_id':
    case 'assignee_id':
      return assignment(action, text, named, notes);
    case 'current_tags':
    case 'set_tags':
    case 'remove_tags':
      return tagging(action, notes);
    case 'comment_value':
    case 'comment_value_html':
      return note(action, notes);
    case 'comment_mode_is_public':
      return text === 'false' ? null : notes.lose(pointer, 'comments become internal notes here');
    default:
      return customField(action, given) ?? notes.lose(pointer, reasonOf(field));
  }
}

function reasonOf(field: string): string {
  if (Object.hasOwn(NOT_DONE, field)) return NOT_DONE[field] ?? '';
  return `"${field}" has no counterpart among the actions here`;
}

function unset({ field, pointer }: ExportedAction, notes: ImportNotes): null {
  return notes.lose(pointer, `actions here do not take away a value, as "${field}" without one does`);
}

function assignment(
  action: ExportedAction,
  text: string,
  named: (text: string) => string | number,
  notes: ImportNotes,
): ImportedAction | null {
  if (text === '') return unset(action, notes);
  if (text === 'current_user' || text === 'requester_id')
    return notes.lose(action.pointer, `"${text}" is somebody of the event; actions here name one person`);
  return action.field === 'group_id'
    ? { type: 'assign', team: named(text) }
    : { type: 'assign', agent: named(text) };
}

function tagging({ field, value, pointer }: ExportedAction, notes: ImportNotes): ImportedAction | null {
  const tags = textsOf(value)
    .flatMap((text) => text.split(/[\s,]+/))
    .filter((tag) => tag !== '');
  if (tags.length === 0) return notes.lose(pointer, `"${field}" names no tags`);
  if (tags.some((tag) => PLACEHOLDER.test(tag)))
    return notes.lose(pointer, 'tags with placeholders are not filled here');
  if (field === 'remove_tags') return { type: 'remove_tags', tags };
  if (field === 'set_tags') notes.lose(pointer, 'the tags are added, and the others stay');
  return { type: 'add_tags', tags };
}

/** `comment_value` is the text, or the channel and the text. */
function note({ field, value, pointer }: ExportedAction, notes: ImportNotes): ImportedAction | null {
  const body = textsOf(value).at(-1) ?? '';
  if (body === '') return notes.lose(pointer, `"${field}" has no text`);
  if (PLACEHOLDER.test(body))
    return notes.lose(pointer, 'notes have no placeholders here: the text would be sent as it stands');
  return { type: 'add_note', body };
}

function customField({ field, value }: ExportedAction, given: ImportGiven): ImportedAction | null {
  const id = CUSTOM_FIELD.exec(field)?.[1];
  if (id === undefined) return null;
  const key = lookUp(given, 'custom_fields', id) ?? id;
  const values = textsOf(value).map((text) => lookUp(given, field, text) ?? text);
  return { type: 'set_field', field: key, value: Array.isArray(value) ? values : (values[0] ?? '') };
}
