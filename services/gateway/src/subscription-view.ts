import { grants, type Subscription } from '@deskhook/contracts';
import type { Caller } from './caller.js';

/** The subscription as its reader may see it: secrets only go to those who could change them. */
export function asSeenBy(caller: Caller, subscription: Subscription): Subscription {
  return grants(caller.role, 'configure') ? subscription : { ...subscription, secret: null };
}
