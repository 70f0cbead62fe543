import { Table } from '@mantine/core';
import type { Tenant } from '../../api/types.js';

/** The tenant for those who may not change it. */
export function TenantFacts({ tenant }: { readonly tenant: Tenant }) {
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ['Name', tenant.name],
    ['Id', tenant.id],
    ['Time zone', tenant.timezone],
    ['Site URL', tenant.siteUrl],
    ['Subdomain', tenant.subdomain],
    ['Admin base URL', tenant.adminBaseUrl],
    ['Portal base URL', tenant.portalBaseUrl],
  ];
  return (
    <Table variant="vertical" withTableBorder layout="fixed">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={170}>{name}</Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value ?? 'not set'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
