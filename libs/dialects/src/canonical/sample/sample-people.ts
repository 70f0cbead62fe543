export const TICKET_ID = 123;
export const ARTICLE_ID = 456;

const avatar = (hash: string) => {
  const url = (size: number): string => `https://secure.gravatar.com/avatar/${hash}.png?r=PG&s=${size}`;
  return { '20': url(20), '24': url(24), '32': url(32), '48': url(48), '64': url(64), '128': url(128) };
};

export const CUSTOMER = {
  id: 45,
  external_id: 'crm-45',
  kind: 'client',
  name: 'John Doe',
  first_name: 'John',
  last_name: 'Doe',
  email: 'john@example.com',
  phone: '+1 555 0100',
  role: 'customer',
  roles: ['customer'],
  is_agent: false,
  person_type: 1,
  profile_type: 2,
  organization: { id: 88, name: 'Doe Industries' },
  active_tickets_count: 2,
  avatar: avatar('d4c74594d841139328695756648b6bd6'),
  custom_fields: [
    { id: 31, slug: 'cust_31', key: 'plan', label: 'Plan', type: 'text', value: 'Business' },
    {
      id: 32,
      slug: 'cust_32',
      key: 'languages',
      label: 'Languages',
      type: 'multi_select',
      values: ['en', 'pt'],
    },
  ],
} as const;

export const AGENT = {
  id: 12,
  external_id: 'staff-12',
  kind: 'agent',
  name: 'Jane Agent',
  first_name: 'Jane',
  last_name: 'Agent',
  email: 'jane@example.com',
  phone: '+1 555 0112',
  role: 'agent',
  roles: ['agent'],
  is_agent: true,
  person_type: 1,
  profile_type: 1,
  organization: { id: 1, name: 'Example Support' },
  active_tickets_count: 7,
  avatar: avatar('9e26471d35a78862c17e467d87cddedf'),
  custom_fields: [],
} as const;

export const SECOND_AGENT = {
  id: 13,
  external_id: 'staff-13',
  kind: 'agent',
  name: 'Max Agent',
  first_name: 'Max',
  last_name: 'Agent',
  email: 'max@example.com',
  phone: '+1 555 0113',
  role: 'admin',
  roles: ['admin', 'agent'],
  is_agent: true,
  person_type: 1,
  profile_type: 1,
  organization: { id: 1, name: 'Example Support' },
  active_tickets_count: 3,
  avatar: avatar('27f10ba42a2d1737f88318bdcfca0e62'),
  custom_fields: [],
} as const;

export const TEAM = {
  id: 7,
  name: 'First level',
  picture: 'https://helpdesk.example.com/images/teams/7.png',
} as const;
