import type { BodyTemplate } from './body-template.js';
import type { ImportGiven, ImportedTrigger } from './imported-trigger.js';
import type { ImportNotes } from './import-notes.js';
import type { ImportedWebhook } from './imported-webhook.js';

/** A webhook action of a trigger. */
export interface WebhookCall {
  readonly pointer: string;
  /** Null where the trigger names one that was not given. */
  readonly webhook: ImportedWebhook | null;
  /** Null where the product's own default body is sent. */
  readonly body: BodyTemplate | null;
  readonly contentType: string;
}

export type Delivered = Pick<ImportedTrigger, 'urls' | 'headers' | 'dialect' | 'dialectOptions'>;

/**
 * What a subscription sends for the webhook actions of a trigger. One subscription has one body and one set of headers,
 * so only those that are the same but for their address become one; headers may be credentials, and go to no address
 * but their own.
 */
export function deliveredBy(
  calls: readonly WebhookCall[],
  given: ImportGiven,
  notes: ImportNotes,
): Delivered {
  const [first] = calls;
  if (first === undefined)
    return { urls: given.urls ?? [], headers: {}, dialect: 'standard', dialectOptions: {} };
  const same = calls.filter((call) => isSame(call, first));
  for (const call of calls.filter((one) => !same.includes(one)))
    notes.lose(call.pointer, 'has another body or other headers: it needs a subscription of its own');
  return { ...addressOf(same, first, given, notes), ...bodyOf(first, notes) };
}

function isSame(call: WebhookCall, first: WebhookCall): boolean {
  const said = ({ webhook, body, contentType }: WebhookCall) =>
    JSON.stringify([webhook?.headers ?? {}, body, contentType]);
  return said(call) === said(first);
}

function addressOf(
  same: readonly WebhookCall[],
  first: WebhookCall,
  { urls }: ImportGiven,
  notes: ImportNotes,
): Pick<Delivered, 'urls' | 'headers'> {
  const own = same.flatMap(({ webhook }) => (webhook === null || webhook.url === '' ? [] : [webhook.url]));
  const headers = first.webhook?.headers ?? {};
  if (urls === undefined || urls.length === 0) return { urls: [...new Set(own)], headers };
  if (Object.keys(headers).length === 0 || urls.every((url) => own.includes(url))) return { urls, headers };
  notes.lose(first.pointer, "the webhook's headers are not sent to other addresses than its own");
  return { urls, headers: {} };
}

function bodyOf(
  { pointer, body, contentType }: WebhookCall,
  notes: ImportNotes,
): Pick<Delivered, 'dialect' | 'dialectOptions'> {
  if (body?.ok === true) {
    const typed = contentType === 'application/json' ? {} : { contentType };
    return { dialect: 'template', dialectOptions: { template: body.template, ...typed } };
  }
  const why = body === null ? 'the webhook sends the product’s own' : `of the webhook’s, ${body.problem}`;
  notes.lose(pointer, `the body is the CloudEvent of the event: ${why}`);
  return { dialect: 'standard', dialectOptions: {} };
}
