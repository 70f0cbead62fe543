import { bodyTemplate } from '../body-template.js';
import { below, idOf, memberOf, objectOf, textOf, textsOf } from '../exported-json.js';
import { lookUp } from '../import-lookup.js';
import type { ImportedAction } from '../imported-trigger.js';
import { findWebhook, readWebhook } from '../imported-webhook.js';
import { keptActions } from '../kept-actions.js';
import { plainText } from '../plain-text.js';
import type { WebhookCall } from '../webhook-calls.js';
import type { ZammadContext } from './zammad-context.js';
import { ZAMMAD_PLACEHOLDERS } from './zammad-placeholders.js';

/** What a trigger does: a webhook, and what the helpdesk is asked to do. */
export interface ZammadDeeds {
  readonly calls: readonly WebhookCall[];
  readonly actions: readonly ImportedAction[];
}

const WEBHOOK = 'notification.webhook';
const TICKET_FIELD = /^ticket\.([a-z][a-z0-9_]*)$/;
/** Attributes of a ticket that are not set like a field. */
const NOT_SET = new Set([
  'pending_time',
  'action',
  'customer_id',
  'organization_id',
  'subscribe',
  'unsubscribe',
]);
const PLACEHOLDER = /#\{/;

/** What there is no action for, in words. */
const NOT_DONE: Readonly<Record<string, string>> = {
  'notification.email': 'Deskhook sends no e-mail: let the helpdesk do it, or a receiver of this webhook',
  'notification.sms': 'Deskhook sends no text messages',
  'ticket.pending_time': 'Deskhook sets no reminders',
  'ticket.action': 'Deskhook deletes no tickets',
  'ticket.customer_id': 'Deskhook does not change who asked',
  'ai.ai_agent': 'Deskhook runs no AI agents',
};

/** Reads `perform`. */
export function zammadDeeds(perform: unknown, pointer: string, context: ZammadContext): ZammadDeeds {
  const entries = Object.entries(objectOf(perform));
  const calls = entries
    .filter(([name]) => name === WEBHOOK)
    .map(([name, value]) => callOf(value, below(pointer, name), context));
  const actions = entries
    .filter(([name]) => name !== WEBHOOK)
    .flatMap(([name, value]) => {
      const place = below(pointer, name);
      const action = actionOf({ name, value, pointer: place }, context);
      return action === null ? [] : [{ pointer: place, action }];
    });
  return { calls, actions: keptActions(actions, context.notes) };
}

function callOf(value: unknown, pointer: string, { given, notes }: ZammadContext): WebhookCall {
  const contentType = 'application/json';
  const id = textOf(memberOf(value, 'webhook_id'));
  const exported = findWebhook(given.webhooks, id);
  if (exported === null) {
    if (given.urls === undefined || given.urls.length === 0)
      notes.lose(pointer, `the webhook ${id} is not among the webhooks given, so its address is not known`);
    return { pointer, webhook: null, body: null, contentType };
  }
  const payload = textOf(exported['custom_payload']);
  const isCustom = exported['customized_payload'] !== false && payload !== '';
  const body = isCustom ? bodyTemplate(payload, ZAMMAD_PLACEHOLDERS) : null;
  return { pointer, webhook: readWebhook(exported, notes, pointer), body, contentType };
}

interface Performed {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
}

function actionOf(performed: Performed, context: ZammadContext): ImportedAction | null {
  const { name, value, pointer } = performed;
  const { given, notes } = context;
  const [text = ''] = textsOf(memberOf(value, 'value'));
  const named = lookUp(given, name, text) ?? idOf(text);
  const isEmpty = text === '' || textOf(memberOf(value, 'pre_condition')) === 'not_set';
  switch (name) {
    case 'ticket.state_id':
      return isEmpty ? unset(performed, context) : { type: 'set_status', status: named };
    case 'ticket.priority_id':
      return isEmpty ? unset(performed, context) : { type: 'set_priority', priority: named };
    case 'ticket.group_id':
      return isEmpty ? unset(performed, context) : { type: 'assign', team: named };
    case 'ticket.owner_id':
      if (textOf(memberOf(value, 'pre_condition')).startsWith('current_user.'))
        return notes.lose(pointer, 'the current user is somebody of the event; actions here name one person');
      return isEmpty || text === '1' ? unset(performed, context) : { type: 'assign', agent: named };
    case 'ticket.tags':
      return tagging(performed, context);
    case 'article.note':
      return note(performed, context);
    default:
      return fieldAction(performed) ?? notes.lose(pointer, reasonOf(name));
  }
}

function reasonOf(name: string): string {
  if (Object.hasOwn(NOT_DONE, name)) return NOT_DONE[name] ?? '';
  return `"${name}" has no counterpart among the actions here`;
}

function unset({ name, pointer }: Performed, { notes }: ZammadContext): null {
  return notes.lose(pointer, `actions here do not take away a value, as "${name}" without one does`);
}

function tagging({ value, pointer }: Performed, { notes }: ZammadContext): ImportedAction | null {
  const tags = textsOf(memberOf(value, 'value'))
    .flatMap((text) => text.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  if (tags.length === 0) return notes.lose(pointer, '"ticket.tags" names no tags');
  if (tags.some((tag) => PLACEHOLDER.test(tag)))
    return notes.lose(pointer, 'tags with placeholders are not filled here');
  return { type: textOf(memberOf(value, 'operator')) === 'remove' ? 'remove_tags' : 'add_tags', tags };
}

function note({ value, pointer }: Performed, { notes }: ZammadContext): ImportedAction | null {
  const body = plainText(textOf(memberOf(value, 'body')));
  if (body === '') return notes.lose(pointer, 'the note has no text');
  if (PLACEHOLDER.test(body))
    return notes.lose(pointer, 'notes have no placeholders here: the text would be sent as it stands');
  if (textOf(memberOf(value, 'internal')) === 'false')
    notes.lose(pointer, 'the note becomes an internal one, which customers do not see');
  return { type: 'add_note', body };
}

/** The title, and attributes that were added to tickets. */
function fieldAction({ name, value }: Performed): ImportedAction | null {
  const field = TICKET_FIELD.exec(name)?.[1];
  const given = memberOf(value, 'value');
  if (field === undefined || NOT_SET.has(field) || given === undefined) return null;
  const texts = textsOf(given);
  if (texts.some((text) => PLACEHOLDER.test(text))) return null;
  return {
    type: 'set_field',
    field: field === 'title' ? 'subject' : field,
    value: Array.isArray(given) ? texts : (texts[0] ?? ''),
  };
}
