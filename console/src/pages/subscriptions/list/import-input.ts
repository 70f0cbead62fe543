import type { BodyOf } from '../../../api/types.js';

type ImportBody = BodyOf<'importTrigger'>;

/** What is pasted, as it stands in the form. */
export interface ImportForm {
  readonly format: ImportBody['format'];
  readonly trigger: string;
  /** One webhook, a list of them, or the API's answer that has the list; may be empty. */
  readonly webhooks: string;
  /** Names for ids by field; may be empty. */
  readonly lookups: string;
  readonly urls: string;
}

export type ImportText = 'trigger' | 'webhooks' | 'lookups';
type Parsed =
  | { readonly kind: 'ready'; readonly body: ImportBody }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Partial<Record<ImportText, string>>> };
type JsonObject = Record<string, unknown>;

/** What the API takes of the form, or which text is not what it should be. */
export function importInput(form: ImportForm, dryRun: boolean): Parsed {
  const trigger = parsed(form.trigger);
  const webhooks = form.webhooks.trim() === '' ? [] : webhookList(parsed(form.webhooks));
  const lookups = form.lookups.trim() === '' ? {} : namesById(parsed(form.lookups));
  if (isObject(trigger) && webhooks !== null && lookups !== null) {
    const urls = form.urls.trim() === '' ? {} : { urls: form.urls };
    return { kind: 'ready', body: { format: form.format, trigger, webhooks, lookups, dryRun, ...urls } };
  }
  return {
    kind: 'faulty',
    faults: {
      ...(isObject(trigger)
        ? {}
        : { trigger: 'Paste the trigger as JSON: {"trigger": {…}} or what is in it' }),
      ...(webhooks === null ? { webhooks: 'Paste the webhooks as JSON: one object, or a list of them' } : {}),
      ...(lookups === null ? { lookups: 'An object of objects: {"group_id": {"12": "second-level"}}' } : {}),
    },
  };
}

function webhookList(value: unknown): JsonObject[] | null {
  if (Array.isArray(value)) return value.every(isObject) ? value : null;
  if (!isObject(value)) return null;
  return Array.isArray(value['webhooks']) ? webhookList(value['webhooks']) : [value];
}

function namesById(value: unknown): Record<string, Record<string, string>> | null {
  if (!isObject(value)) return null;
  const fields = Object.entries(value).map(
    ([field, names]) => [field, isNames(names) ? names : null] as const,
  );
  return fields.every((entry): entry is readonly [string, Record<string, string>] => entry[1] !== null)
    ? Object.fromEntries(fields)
    : null;
}

function isNames(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((name) => typeof name === 'string');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
