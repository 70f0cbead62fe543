// Test support: the examples of Support Genix's reference page as canonical data.
const CLIENT = {
  id: 45,
  name: 'John Doe',
  first_name: 'John',
  last_name: 'Doe',
  email: 'john@example.com',
  role: 'client',
};

export const TICKET = {
  id: 123,
  track_id: 'TKT-00042',
  category: { id: 5, slug: 'billing', name: 'Billing' },
  requester: CLIENT,
  subject: 'Cannot access my account',
  body: { html: '<p>I am unable to log in since this morning...</p>' },
  timestamps: { created: '2026-02-17T12:30:00.900+02:00', closed: '2026-02-17T14:45:00Z' },
  status: { slug: 'open', name: 'Open' },
  agents: [{ id: 12, name: 'Jane Agent', email: 'jane@example.com', is_agent: true }],
  assigned_at: '2026-02-17T10:31:00Z',
  custom_fields: [
    { id: 8, label: 'Order Number', value: 'ORD-12345' },
    { id: 12, label: 'Product Name', value: 'Widget Pro' },
    { id: 14, label: 'Empty', value: null },
    { id: 15, label: 'Blank', value: '' },
  ],
};

export const REPLY = {
  id: 901,
  author: { id: 12, name: 'Jane Agent', email: 'jane@example.com', is_agent: true },
  html: "<p>Hi John, I've reset your password. Please try logging in again.</p>",
};

export const USER = {
  ...CLIENT,
  custom_fields: [
    { id: 3, label: 'Company Name', value: 'Acme Inc' },
    { id: 7, label: 'Phone Number', value: '+1-555-0100' },
  ],
};

export const SITE_URL = 'https://yoursite.com';
