import { grants, type Subscription } from '@deskhook/contracts';
import type { Caller } from './caller.js';

const HIDDEN = '[hidden]';

/** The subscription as its reader may see it: secrets only go to those who could change them. Headers may be secrets. */
export function asSeenBy(caller: Caller, subscription: Subscription): Subscription {
  if (grants(caller.role, 'configure')) return subscription;
  const names = Object.keys(subscription.headers);
  return { ...subscription, secret: null, headers: Object.fromEntries(names.map((name) => [name, HIDDEN])) };
}
