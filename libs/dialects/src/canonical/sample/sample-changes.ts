import type { JsonObject } from '../../json-value.js';
import { AGENT, SECOND_AGENT } from './sample-people.js';

export const OPEN: JsonObject = { id: 1, slug: 'open', name: 'Open', base: 'in_progress' };
export const CLOSED: JsonObject = { id: 6, slug: 'closed', name: 'Closed', base: 'closed' };

const status = { field: 'status', slug: 'status', label: 'Status' };

export const STATUS_CHANGE: JsonObject = {
  ...status,
  old: 'open',
  new: 'pending',
  old_id: 1,
  new_id: 4,
  old_label: 'Open',
  new_label: 'Pending',
  reason: 'Waiting for the customer',
};

export const STATUS_CLOSED: JsonObject = {
  ...status,
  old: 'pending',
  new: 'closed',
  old_id: 4,
  new_id: 6,
  old_label: 'Pending',
  new_label: 'Closed',
  reason: 'Solved',
};

export const STATUS_REOPENED: JsonObject = {
  ...status,
  old: 'closed',
  new: 'open',
  old_id: 6,
  new_id: 1,
  old_label: 'Closed',
  new_label: 'Open',
  reason: 'The customer wrote again',
};

export const ASSIGNEE_CHANGE: JsonObject = {
  field: 'assignee',
  slug: 'assigned_agent',
  label: 'Assigned agent',
  old: SECOND_AGENT.email,
  new: AGENT.email,
  old_id: SECOND_AGENT.id,
  new_id: AGENT.id,
  old_label: SECOND_AGENT.name,
  new_label: AGENT.name,
  reason: null,
};

export const FIELD_CHANGES: readonly JsonObject[] = [
  {
    field: 'category',
    slug: 'category',
    label: 'Category',
    old: 'general',
    new: 'billing',
    old_id: 2,
    new_id: 5,
    old_label: 'General',
    new_label: 'Billing',
    reason: null,
  },
  {
    field: 'custom_fields.order_number',
    slug: 'cust_24',
    label: 'Order Number',
    old: null,
    new: 'ORD-12345',
    old_id: null,
    new_id: null,
    old_label: null,
    new_label: 'ORD-12345',
    reason: null,
  },
];
