import {
  connectorInputSchema,
  connectorPageSchema,
  connectorPatchSchema,
  connectorSchema,
  inboundAnswerSchema,
  pageQuerySchema,
} from '@deskhook/contracts';
import { z } from 'zod';
import { operation } from '../operation.js';
import { createdHeaders, etagHeader, ifMatchHeader, inTenant, oneInTenant } from './parameters.js';

const tag = 'Connectors';
const path = '/v1/tenants/{tenant}/connectors';
const pathOfOne = '/v1/tenants/{tenant}/connectors/{id}';

export const connectorOperations = {
  create: operation({
    id: 'createConnector',
    method: 'POST',
    path,
    tag,
    summary: 'Create an inbound connector',
    description:
      'For the webhooks of a helpdesk that exists. `url` of the answer is the path to enter there, after the address of ' +
      'this gateway. Where the helpdesk makes the secret, enter it here by a change.',
    access: 'configure',
    params: inTenant,
    body: connectorInputSchema,
    answer: {
      status: 201,
      description: 'The connector',
      schema: connectorSchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
    failures: ['conflict'],
  }),
  list: operation({
    id: 'listConnectors',
    method: 'GET',
    path,
    tag,
    summary: 'List the inbound connectors',
    description: 'In the order of their creation. Secrets are shown to those who may change them.',
    access: 'read',
    params: inTenant,
    query: pageQuerySchema,
    answer: { status: 200, description: 'One page of connectors', schema: connectorPageSchema },
  }),
  get: operation({
    id: 'getConnector',
    method: 'GET',
    path: pathOfOne,
    tag,
    summary: 'Get an inbound connector',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The connector', schema: connectorSchema, headers: etagHeader },
  }),
  patch: operation({
    id: 'patchConnector',
    method: 'PATCH',
    path: pathOfOne,
    tag,
    summary: 'Change an inbound connector',
    description:
      'What is absent stays; `options` are merged by key, and null takes one back. A new secret is the only one from then on, ' +
      'unless `overlapSeconds` lets those before it count for a time.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    body: connectorPatchSchema,
    answer: {
      status: 200,
      description: 'The connector as it is now',
      schema: connectorSchema,
      headers: etagHeader,
    },
    failures: ['precondition-failed'],
  }),
  delete: operation({
    id: 'deleteConnector',
    method: 'DELETE',
    path: pathOfOne,
    tag,
    summary: 'Delete an inbound connector',
    description: 'Its address takes nothing from then on.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    answer: { status: 204, description: 'It is gone' },
    failures: ['precondition-failed'],
  }),
  receive: operation({
    id: 'receiveFromHelpdesk',
    method: 'POST',
    path: '/v1/tenants/{tenant}/connectors/{id}/inbound',
    tag,
    summary: "Take a helpdesk's webhook",
    description:
      'What the helpdesk sends is verified by its own signature and published as events. A connector that does not exist and ' +
      'a signature that is wrong get the same answer. What is authentic and not understood is kept among the dead letters.',
    access: 'signature',
    params: oneInTenant,
    rawBody: { 'application/json': z.looseObject({}).describe('What the helpdesk sends') },
    answer: { status: 202, description: 'It is stored', schema: inboundAnswerSchema },
    alsoAnswers: {
      status: 200,
      description: 'It is authentic, and nothing that Deskhook tells of',
      schema: inboundAnswerSchema,
    },
  }),
} as const;
