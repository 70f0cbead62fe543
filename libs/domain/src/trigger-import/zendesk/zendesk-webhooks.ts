import { bodyTemplate, formTemplate, type BodyTemplate } from '../body-template.js';
import { listOf, textOf } from '../exported-json.js';
import type { ImportGiven } from '../imported-trigger.js';
import type { ImportNotes } from '../import-notes.js';
import { lookUp } from '../import-lookup.js';
import { findWebhook, readWebhook, type ImportedWebhook } from '../imported-webhook.js';
import type { WebhookCall } from '../webhook-calls.js';
import { zendeskPlaceholders } from './zendesk-placeholders.js';

/** `notification_webhook` and `notification_target`: the id and the body, or the body's parameters. */
export function zendeskCall(
  value: unknown,
  pointer: string,
  given: ImportGiven,
  notes: ImportNotes,
): WebhookCall {
  const [target, body] = listOf(value);
  const id = textOf(target ?? value);
  const exported = findWebhook(given.webhooks, id);
  if (exported === null) {
    if (given.urls === undefined || given.urls.length === 0)
      notes.lose(pointer, `the webhook ${id} is not among the webhooks given, so its address is not known`);
    return { pointer, webhook: null, body: templateOf(body, '', given), contentType: 'application/json' };
  }
  const webhook = readWebhook(exported, notes, pointer);
  const format = textOf(exported['request_format']) || textOf(exported['content_type']);
  return { pointer, webhook: usable(webhook, notes, pointer), ...bodyOf(body, format, given) };
}

/** Addresses are fixed here. */
function usable(webhook: ImportedWebhook, notes: ImportNotes, pointer: string): ImportedWebhook {
  if (!webhook.url.includes('{{')) return webhook;
  notes.lose(pointer, 'the address has placeholders in it; addresses are fixed here');
  return { ...webhook, url: '' };
}

function bodyOf(
  body: unknown,
  format: string,
  given: ImportGiven,
): Pick<WebhookCall, 'body' | 'contentType'> {
  const isForm = format.includes('form');
  const contentType = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return { body: templateOf(body, format, given), contentType };
}

function templateOf(body: unknown, format: string, given: ImportGiven): BodyTemplate | null {
  const notation = zendeskPlaceholders((id) => lookUp(given, 'custom_fields', id));
  if (Array.isArray(body)) {
    const pairs = listOf(body).map((pair): [string, string] => {
      const [name, value] = listOf(pair);
      return [textOf(name), textOf(value)];
    });
    return formTemplate(pairs, notation);
  }
  const text = textOf(body);
  if (text === '') return null;
  if (format.includes('xml')) return { ok: false, problem: 'it is XML' };
  return bodyTemplate(text, notation);
}
