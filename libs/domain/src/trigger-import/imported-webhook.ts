import { requestHeaderProblem } from '../request-header.js';
import { isObject, memberOf, objectOf, textOf, type ExportedObject } from './exported-json.js';
import type { ImportNotes } from './import-notes.js';

/** Where a webhook of the product sends to, and with which headers. */
export interface ImportedWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As the product has it, for what only one product says. */
  readonly exported: ExportedObject;
}

/** The webhook of that id among those that were given, with or without the wrapper that the product's API has. */
export function findWebhook(webhooks: readonly unknown[], id: string): ExportedObject | null {
  for (const given of webhooks) {
    const inner = memberOf(given, 'webhook') ?? memberOf(given, 'target') ?? given;
    if (isObject(inner) && id !== '' && textOf(inner['id']) === id) return inner;
  }
  return null;
}

/** Reads a webhook of either product; what Deskhook does otherwise is noted at the action that names it. */
export function readWebhook(exported: ExportedObject, notes: ImportNotes, pointer: string): ImportedWebhook {
  const url = textOf(exported['endpoint']) || textOf(exported['target_url']);
  const method = (textOf(exported['http_method']) || textOf(exported['method'])).toUpperCase();
  if (method !== '' && method !== 'POST')
    notes.lose(pointer, `the webhook's method is ${method}; Deskhook sends POST`);
  if (exported['active'] === false || textOf(exported['status']) === 'inactive')
    notes.lose(pointer, 'the webhook is inactive there, so it sent nothing');
  if (textOf(exported['signature_token']) !== '')
    notes.lose(
      pointer,
      'the signature in X-Hub-Signature is not made; give the subscription a secret and verify Standard Webhooks',
    );
  if (exported['ssl_verify'] === false)
    notes.lose(
      pointer,
      'certificates are always verified; the operator can trust a certification authority of your own',
    );
  return { url, headers: headersOf(exported, notes, pointer), exported };
}

function headersOf(exported: ExportedObject, notes: ImportNotes, pointer: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const add = (name: string, value: string): void => {
    const problem = requestHeaderProblem(name, value);
    if (problem === null) headers[name.toLowerCase()] = value;
    else notes.lose(pointer, `the header "${name}" is not sent: ${problem}`);
  };
  for (const [name, value] of Object.entries(objectOf(exported['custom_headers']))) add(name, textOf(value));
  const credentials = credentialsOf(exported);
  if (credentials === 'hidden')
    notes.lose(
      pointer,
      "the webhook's credentials are not in what was given; set the header on the subscription",
    );
  else if (credentials !== null) add(credentials.name, credentials.value);
  return headers;
}

type Credentials = { readonly name: string; readonly value: string } | 'hidden' | null;

function credentialsOf(exported: ExportedObject): Credentials {
  const zendesk = exported['authentication'];
  if (isObject(zendesk)) return zendeskCredentials(textOf(zendesk['type']), objectOf(zendesk['data']));
  const token = textOf(exported['bearer_token']);
  if (token !== '') return { name: 'authorization', value: `Bearer ${token}` };
  const user = textOf(exported['basic_auth_username']) || textOf(exported['username']);
  const password = textOf(exported['basic_auth_password']) || textOf(exported['password']);
  if (user === '') return null;
  return password === '' ? 'hidden' : basic(user, password);
}

function zendeskCredentials(type: string, data: ExportedObject): Credentials {
  switch (type) {
    case 'basic_auth': {
      const password = textOf(data['password']);
      return password === '' ? 'hidden' : basic(textOf(data['username']), password);
    }
    case 'bearer_token': {
      const token = textOf(data['token']);
      return token === '' ? 'hidden' : { name: 'authorization', value: `Bearer ${token}` };
    }
    case 'api_key': {
      const value = textOf(data['value']);
      return value === '' ? 'hidden' : { name: textOf(data['name']), value };
    }
    case '':
      return null;
    default:
      return 'hidden';
  }
}

function basic(user: string, password: string): Credentials {
  return {
    name: 'authorization',
    value: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  };
}
