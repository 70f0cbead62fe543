import type { JsonObject } from '../../json-value.js';

/** One field of each shape: text, number, flag, several values, choices, a file and a person. */
export function customFields(): readonly JsonObject[] {
  return [
    { ...head(24, 'order_number', 'Order Number', 'text'), value: 'ORD-12345' },
    { ...head(25, 'seats', 'Seats', 'number'), value: 25 },
    { ...head(26, 'premium', 'Premium', 'checkbox'), value: true },
    { ...head(27, 'sites', 'Sites', 'multi_select'), values: ['Berlin', 'São Paulo'] },
    {
      ...head(28, 'product', 'Product', 'list'),
      value: null,
      items: [{ label: 'Widget Pro' }, { label: 'Widget Cloud' }],
    },
    {
      ...head(29, 'contract', 'Contract', 'file'),
      value: null,
      items: [{ file_guid: '9b2e6f0a-6a0e-4a55-8f5d-2f1f3c1f0d29', file_name: 'contract.pdf' }],
    },
    {
      ...head(30, 'approver', 'Approver', 'person'),
      value: null,
      items: [{ person_id: '45', client_id: '88', team: 'First level', label: 'John Doe' }],
    },
  ];
}

function head(id: number, key: string, label: string, type: string): JsonObject {
  return { id, rule_id: 17, line: 1, slug: `cust_${id}`, key, label, type };
}
