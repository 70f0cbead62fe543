import { isObject, memberOf, type Json } from '../json-value.js';
import { integerOrNull, textOf } from './lenient-values.js';

/**
 * Movidesk's codes of where an action came from (dialects page, section 4, enumerations). The first name of a code is
 * the slug of an origin that states only its code; the names are our choice.
 */
const ORIGIN_CODES: readonly (readonly [code: number, ...slugs: string[]])[] = [
  [1, 'web', 'web_client', 'portal', 'client_portal'],
  [2, 'web_agent', 'agent', 'console', 'helpdesk'],
  [3, 'email', 'e-mail', 'mail'],
  [4, 'trigger', 'system', 'system_trigger', 'automation'],
  [5, 'chat', 'chat_online', 'chatbot', 'live_chat'],
  [6, 'chat_offline'],
  [7, 'email_sent', 'system_email'],
  [8, 'contact_form', 'form', 'web_form'],
  [9, 'api', 'web_api', 'rest', 'webhook'],
  [10, 'scheduling', 'schedule'],
  [11, 'jira'],
  [12, 'redmine'],
  [13, 'received_call', 'phone', 'call'],
  [14, 'made_call'],
  [15, 'lost_call'],
  [16, 'dropped_call'],
  [17, 'remote_access'],
  [18, 'whatsapp'],
  [19, 'integration', 'movidesk_integration'],
  [20, 'zenvia_chat'],
  [21, 'not_answered'],
  [23, 'whatsapp_business'],
];

const CODE_BY_SLUG: ReadonlyMap<string, number> = new Map(
  ORIGIN_CODES.flatMap(([code, ...slugs]) => slugs.map((slug): [string, number] => [slug, code])),
);
const SLUG_BY_CODE: ReadonlyMap<number, string> = new Map(
  ORIGIN_CODES.map(([code, slug = '']): [number, string] => [code, slug]),
);

export interface Origin {
  /** 0 where the helpdesk does not say. */
  readonly code: number;
  readonly slug: string;
}

/** An origin that is stated as a code, a slug, or an object with either. */
export function readOrigin(value: Json): Origin {
  const origin = isObject(value)
    ? value
    : typeof value === 'number'
      ? { code: value }
      : { slug: value ?? null };
  const stated = integerOrNull(memberOf(origin, 'code'));
  const slug = textOf(memberOf(origin, 'slug'));
  const code = stated ?? CODE_BY_SLUG.get(slug.toLowerCase().replaceAll(' ', '_')) ?? 0;
  return { code, slug: slug === '' ? (SLUG_BY_CODE.get(code) ?? '') : slug };
}
