import { pointerTokens } from '../../../api/field-faults.js';
import type { FieldFault } from '../../../api/problem.js';
import { isJsonObject } from '../condition/tree.js';
import type { BodyOf } from '../../../api/types.js';

/** A subscription that is not stored yet; name and URLs may be empty. */
export type SubscriptionDraft = BodyOf<'createSubscription'>;

/** What is looked at: a draft, or a subscription that is stored. */
export type CheckedSubscription =
  | { readonly draft: SubscriptionDraft; readonly subscriptionId?: undefined }
  | { readonly subscriptionId: string; readonly draft?: undefined };

type PreviewBody = BodyOf<'previewSubscription'>;
/** The subscription as preview and back-test take it. */
export type AskedSubscription = Pick<PreviewBody, 'subscription' | 'subscriptionId'>;

/** A draft as it can be asked about: without a name or URLs, which are not needed yet, as long as they are empty. */
export function askedSubscription({ draft, subscriptionId }: CheckedSubscription): AskedSubscription {
  if (draft === undefined) return { subscriptionId };
  const { name, urls, ...rest } = draft;
  return {
    subscription: {
      ...rest,
      ...(isBlank(name) ? {} : { name }),
      ...(hasUrls(urls) ? { urls } : {}),
    },
  };
}

interface Gaps {
  /** Without it nothing can be said yet. */
  readonly missing: readonly string[];
  /** Something else stands in for it. */
  readonly assumed: readonly string[];
}

const NO_GAPS: Gaps = { missing: [], assumed: [] };

/** What a draft does not have yet. */
export function gapsOf({ draft }: CheckedSubscription): Gaps {
  if (draft === undefined) return NO_GAPS;
  return {
    missing: [
      ...(draft.events.length === 0
        ? ['Select the events first: without them there is nothing to try.']
        : []),
      ...(hasUnnamedField(draft.condition) ? ['A test of the condition has no field yet.'] : []),
    ],
    assumed: hasUrls(draft.urls) ? [] : ['URLs are missing: https://example.com/webhook stands in for them.'],
  };
}

/** A test that was only just added. */
function hasUnnamedField(condition: unknown): boolean {
  if (Array.isArray(condition)) return condition.some(hasUnnamedField);
  if (!isJsonObject(condition)) return false;
  const { all, any, not, field } = condition;
  return field === '' || [all, any, not].some(hasUnnamedField);
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

function hasUrls(urls: SubscriptionDraft['urls'] | undefined): boolean {
  return typeof urls === 'string' ? !isBlank(urls) : (urls ?? []).some((url) => !isBlank(url));
}

const NAMES: Readonly<Record<string, string>> = {
  name: 'Name',
  urls: 'URL',
  events: 'Events',
  condition: 'Condition',
  secret: 'Secret',
  headers: 'Headers',
  auth: 'Authentication',
  tls: 'Client certificate',
  redact: 'Redacted fields',
  delivery: 'Delivery',
  dialect: 'Dialect',
  dialectOptions: 'Options of the dialect',
  actions: 'Actions',
};

/** Where a refusal's fault is, in words: `Condition, test 1.2`. */
export function faultPlace({ pointer }: FieldFault): string {
  const [root = '', section = '', ...rest] = pointerTokens(pointer);
  if (root === 'event') return section === '' ? 'The event' : `The event, ${[section, ...rest].join('.')}`;
  if (root !== 'subscription' || section === '') return 'The subscription';
  const name = NAMES[section] ?? section;
  if (section === 'condition') {
    const numbers = rest.filter((token) => /^\d+$/.test(token)).map((token) => Number(token) + 1);
    return numbers.length === 0 ? name : `${name}, test ${numbers.join('.')}`;
  }
  if (section === 'urls' && rest[0] !== undefined) return `${name} ${Number(rest[0]) + 1}`;
  return rest.length === 0 ? name : `${name}, ${rest.join('.')}`;
}
