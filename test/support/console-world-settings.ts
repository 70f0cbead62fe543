// Test support: what a tenant has set up that the console's pages are shown with.

/** Two retries that nobody waits for. */
const LATER = ['1h', '5h'];

/** By the first part of their URL's path, by which the receiver decides how it answers. */
export const SUBSCRIPTIONS = {
  crm: { name: 'CRM sync', events: ['ticket.*', 'user.created'], headers: { 'x-team': 'support' } },
  chat: {
    name: 'Slack: urgent tickets',
    events: ['ticket.created', 'sla.*'],
    dialect: 'template',
    dialectOptions: { preset: 'slack' },
    condition: {
      any: [
        { field: 'ticket.priority.slug', op: 'in', value: ['high', 'urgent'] },
        { field: 'ticket.tags.slug', op: 'eq', value: 'vip' },
      ],
    },
  },
  shop: {
    name: 'Shop plug-in',
    dialect: 'supportcandy',
    events: ['create-ticket', 'change-ticket-status', 'reply-ticket', 'close-ticket'],
  },
  beeline: { name: 'Beeline reports', dialect: 'supportbee', events: ['ticket.*', 'reply.*'] },
  flaky: { name: 'Data warehouse', events: ['ticket.closed'], delivery: { retrySchedule: ['1s', '5s'] } },
  billing: {
    name: 'Billing',
    events: ['ticket.closed', 'reply.created'],
    condition: { field: 'ticket.custom_fields.product', op: 'eq', value: 'Widget Pro' },
    delivery: { retrySchedule: LATER, ordering: 'ticket' },
  },
  slow: {
    name: 'Legacy intranet',
    dialect: 'movidesk',
    events: ['ticket.closed'],
    // Few: after some failures in a row the endpoint's breaker would make the others wait.
    condition: { field: 'ticket.priority.slug', op: 'eq', value: 'urgent' },
    delivery: { timeoutMs: 400, retrySchedule: [] },
  },
  gone: { name: 'Old staging server', events: ['note.created'] },
  draft: { name: 'Survey bot', events: ['custom.survey_answered'], status: 'inactive' },
} as const;

const DAY = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '18:00' },
] as const;

export const CALENDAR = {
  name: 'Berlin office',
  timezone: 'Europe/Berlin',
  weeklyHours: {
    monday: DAY,
    tuesday: DAY,
    wednesday: DAY,
    thursday: DAY,
    friday: [{ from: '09:00', to: '15:00' }],
  },
  holidays: [
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-31', name: 'Inventory', hours: [{ from: '09:00', to: '12:00' }] },
  ],
} as const;

export const POLICIES = {
  priority: {
    name: 'High and urgent, around the clock',
    condition: { field: 'ticket.priority.slug', op: 'in', value: ['high', 'urgent'] },
    targets: {
      firstResponse: { urgent: 'PT1H', default: 'PT4H' },
      resolution: { urgent: 'PT6H', default: 'PT12H' },
    },
    pauseStatuses: ['pending'],
    warnings: [{ percent: 80 }],
  },
  office: {
    name: 'Everything else, in office hours',
    position: 10,
    calendar: 'office',
    targets: { firstResponse: 'PT8H', resolution: 'PT40H' },
    pauseStatuses: ['pending'],
    warnings: [{ before: 'PT1H' }],
  },
} as const;
