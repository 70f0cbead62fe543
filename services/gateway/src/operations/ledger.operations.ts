import { ledgerQuerySchema, ledgerSchema } from '@deskhook/contracts';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

export const ledgerOperations = {
  get: operation({
    id: 'getLedger',
    method: 'GET',
    path: '/v1/tenants/{tenant}/ledger',
    tag: 'Statistics',
    summary: 'What became of every event, counted',
    description:
      'The figures of the events that were accepted in the window, and of their deliveries whenever those were made. They add ' +
      'up: `accepted` is `evaluated` + `waiting`, and `deliveries` is `delivered` + `dead` + `cancelled` + `pending`, unless ' +
      'something is lost; then `unexplained` is not 0, and `unexplainedItems` names it, up to 100. The window is widened to ' +
      'whole minutes. The books are closed every few seconds (`asOf`): what the log had not read yet is not in them (`lag`). ' +
      'Tests and what is among the dead letters are not counted.',
    access: 'read',
    knownTenant: true,
    params: inTenant,
    query: ledgerQuerySchema,
    answer: { status: 200, description: 'The figures', schema: ledgerSchema },
  }),
} as const;
