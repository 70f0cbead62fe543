import {
  deadLetterReplayInputSchema,
  deliveryReplayInputSchema,
  replayPageSchema,
  replayQuerySchema,
  replaySchema,
  replayStartSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant, oneInTenant } from './parameters.js';

const tag = 'Replays';
const started = {
  status: 202,
  description: 'It is at work; of a dry run, what it would select',
  schema: replayStartSchema,
} as const;

/** What the audit log shows of a selection; URLs and texts may hold secrets. */
const AUDITED_FILTERS = [
  'status',
  'subscription',
  'type',
  'ticket',
  'event',
  'code',
  'reason',
  'from',
  'to',
] as const;

export const replayOperations = {
  start: operation({
    id: 'startReplay',
    method: 'POST',
    path: '/v1/tenants/{tenant}/replays',
    tag,
    summary: 'Deliver everything again that a filter selects',
    description:
      'The filters are those of the list of deliveries; without `status` it takes what is dead or cancelled, with ' +
      '`pending` only what the ledger looked for and found nowhere. The selection is ' +
      'that of this moment, and goes out oldest first, at `perSecond`, after everything that is new. Each delivery keeps its ' +
      '`webhook-id`. It goes on over restarts of any service. `dryRun` counts and sends nothing.',
    access: 'replay',
    knownTenant: true,
    params: inTenant,
    body: deliveryReplayInputSchema,
    audited: { kind: 'replay', shows: AUDITED_FILTERS },
    answer: started,
    failures: ['conflict'],
  }),
  startDeadLetters: operation({
    id: 'startDeadLetterReplay',
    method: 'POST',
    path: '/v1/tenants/{tenant}/dead-letters/replays',
    tag,
    summary: 'Publish all dead letters again that a filter selects',
    description:
      'Those that were not published again before. What is refused again is a new dead letter whose `replayOf` names the old one.',
    access: 'replay',
    params: inTenant,
    body: deadLetterReplayInputSchema,
    audited: { kind: 'replay', shows: AUDITED_FILTERS },
    answer: started,
    failures: ['conflict'],
  }),
  list: operation({
    id: 'listReplays',
    method: 'GET',
    path: '/v1/tenants/{tenant}/replays',
    tag,
    summary: 'List replays of selections',
    access: 'read',
    params: inTenant,
    query: replayQuerySchema,
    answer: { status: 200, description: 'One page of replays, newest first', schema: replayPageSchema },
  }),
  get: operation({
    id: 'getReplay',
    method: 'GET',
    path: '/v1/tenants/{tenant}/replays/{id}',
    tag,
    summary: 'How far a replay has come',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The replay', schema: replaySchema },
  }),
  cancel: operation({
    id: 'cancelReplay',
    method: 'POST',
    path: '/v1/tenants/{tenant}/replays/{id}/cancel',
    tag,
    summary: 'End a replay before it is through',
    audited: { kind: 'replay' },
    description: 'What it has sent stays sent.',
    access: 'replay',
    params: oneInTenant,
    answer: { status: 200, description: 'The replay, which is cancelled', schema: replaySchema },
    failures: ['conflict'],
  }),
} as const;
