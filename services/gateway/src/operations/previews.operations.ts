import {
  backtestAnswerSchema,
  backtestInputSchema,
  previewAnswerSchema,
  previewInputSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

const tag = 'Subscriptions';

export const previewOperations = {
  preview: operation({
    id: 'previewSubscription',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/preview',
    tag,
    summary: 'Show what a subscription would make of an event',
    description:
      'Of a subscription that is stored or only written, and an event that is stored or only written: whether it fires, each ' +
      'condition with the actual value and its verdict, and the requests as they would go out now, signed. `considered` lists ' +
      'the event and those that are derived from it, each with its reason. Sends and keeps nothing. A written event may leave out `id`, `source` and `specversion`.',
    access: 'configure',
    knownTenant: true,
    params: inTenant,
    body: previewInputSchema,
    answer: { status: 200, description: 'What it would make of the event', schema: previewAnswerSchema },
  }),
  backtest: operation({
    id: 'backtestSubscription',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/backtest',
    tag,
    summary: 'Count the stored events that a subscription would have matched',
    description:
      'Goes through the stored events from the newest to the oldest, as if the subscription had been active. It stops after 15 ' +
      'seconds or 200,000 events; `complete` tells, and `scannedFrom` how far it came. A date as `to` includes that day, in UTC. ' +
      '`matched` counts events, `deliveries` what they would have called for; only events of the types that were asked for, or ' +
      'from which these are derived, are `scanned`.',
    access: 'configure',
    knownTenant: true,
    params: inTenant,
    body: backtestInputSchema,
    answer: { status: 200, description: 'What it would have matched', schema: backtestAnswerSchema },
  }),
} as const;
