import {
  chosenIdSchema,
  labelledQuerySchema,
  slaPolicyInputSchema,
  slaPolicyPageSchema,
  slaPolicyPatchSchema,
  slaPolicyPutSchema,
  slaPolicySchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { createdHeaders, etagHeader, ifMatchHeader, inTenant, oneInTenant } from './parameters.js';

const tag = 'SLA policies';
const path = '/v1/tenants/{tenant}/sla-policies';
const pathOfOne = '/v1/tenants/{tenant}/sla-policies/{id}';

export const slaPolicyOperations = {
  create: operation({
    id: 'createSlaPolicy',
    method: 'POST',
    path,
    tag,
    summary: 'Create an SLA policy',
    description:
      'Of the active policies whose condition a ticket meets, the one with the lowest `position` applies. It needs a target ' +
      'or a time condition; without a calendar the clocks run around the clock. A target is an ISO 8601 duration of working time ' +
      '(`PT4H`), or several by the slug of the priority: `{"urgent":"PT30M","default":"PT4H","low":null}`. `pauseStatuses` and ' +
      '`statuses` name slugs or bases.',
    access: 'configure',
    params: inTenant,
    body: slaPolicyInputSchema,
    answer: {
      status: 201,
      description: 'The policy',
      schema: slaPolicySchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
    failures: ['conflict'],
  }),
  list: operation({
    id: 'listSlaPolicies',
    method: 'GET',
    path,
    tag,
    summary: 'List the SLA policies',
    description: 'In the order in which they are tried: by `position`, then by id.',
    access: 'read',
    params: inTenant,
    query: labelledQuerySchema,
    answer: { status: 200, description: 'One page of SLA policies', schema: slaPolicyPageSchema },
  }),
  get: operation({
    id: 'getSlaPolicy',
    method: 'GET',
    path: pathOfOne,
    tag,
    summary: 'Get an SLA policy',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The policy', schema: slaPolicySchema, headers: etagHeader },
  }),
  put: operation({
    id: 'putSlaPolicy',
    method: 'PUT',
    path: pathOfOne,
    tag,
    summary: 'Create or replace an SLA policy',
    description: 'What is absent gets its default. The clocks of its tickets are computed anew.',
    access: 'configure',
    params: inTenant.extend({ id: chosenIdSchema }),
    headers: ifMatchHeader,
    body: slaPolicyPutSchema,
    answer: {
      status: 200,
      description: 'The policy as it is now',
      schema: slaPolicySchema,
      headers: etagHeader,
    },
    failures: ['conflict', 'precondition-failed'],
  }),
  patch: operation({
    id: 'patchSlaPolicy',
    method: 'PATCH',
    path: pathOfOne,
    tag,
    summary: 'Change an SLA policy',
    description: 'What is absent stays, what is given replaces. The clocks of its tickets are computed anew.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    body: slaPolicyPatchSchema,
    answer: {
      status: 200,
      description: 'The policy as it is now',
      schema: slaPolicySchema,
      headers: etagHeader,
    },
    failures: ['precondition-failed'],
  }),
  delete: operation({
    id: 'deleteSlaPolicy',
    method: 'DELETE',
    path: pathOfOne,
    tag,
    summary: 'Delete an SLA policy',
    description: 'The clocks of its tickets end, or go on under the next policy that applies.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    answer: { status: 204, description: 'It is gone' },
    failures: ['precondition-failed'],
  }),
} as const;
