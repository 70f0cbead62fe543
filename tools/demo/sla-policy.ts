import { z } from 'zod';
import type { GatewayClient } from './gateway-client.js';
import { tenant } from './subscriptions.js';

const officeDay = [{ from: '09:00', to: '17:00' }];

/** Makes the helpdesk's business calendar and its SLA policy, or brings those of an earlier start up to date. */
export async function ensureSlaPolicy(gateway: GatewayClient): Promise<void> {
  await gateway.call('PUT', `/v1/tenants/${tenant}/calendars/office`, z.unknown(), {
    name: 'Demo office',
    timezone: 'Europe/Berlin',
    weeklyHours: {
      monday: officeDay,
      tuesday: officeDay,
      wednesday: officeDay,
      thursday: officeDay,
      friday: officeDay,
    },
  });
  await gateway.call('PUT', `/v1/tenants/${tenant}/sla-policies/bugs`, z.unknown(), {
    name: 'Demo: bugs',
    condition: { field: 'ticket.labels.name', op: 'eq', value: 'bug' },
    calendar: 'office',
    targets: { firstResponse: 'PT4H', resolution: 'PT40H' },
    warnings: [{ percent: 80 }],
  });
}
