import { subscriptionPageSchema } from '@deskhook/contracts';
import { apiPath } from './api-client.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import type { Session } from './session.js';

/** The id of a subscription that is named by its id (`sub_…`), or by its key, as files of configuration name it. */
export async function subscriptionId(session: Session, named: string): Promise<string> {
  if (named.startsWith('sub_')) return named;
  const path = apiPath`/v1/tenants/${await session.tenant()}/subscriptions`;
  const { items } = await session.api.get(path, subscriptionPageSchema, { key: named, limit: 1 });
  const [found] = items;
  if (found !== undefined) return found.id;
  const message = `no subscription has the key "${named}": deskhook get subscriptions lists keys (NAME) and ids`;
  throw new CliError(message, EXIT.notFound);
}

/** Options in which a subscription may be named, with its id. */
export async function withSubscriptionId<T extends { readonly subscription?: string }>(
  session: Session,
  options: T,
): Promise<T> {
  const { subscription } = options;
  return subscription === undefined
    ? options
    : { ...options, subscription: await subscriptionId(session, subscription) };
}
