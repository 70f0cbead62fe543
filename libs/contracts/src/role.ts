/** Roles of API keys (contract, section 3). The root key stands above them all. */
export const ROLES = ['admin', 'editor', 'viewer', 'publisher'] as const;
export type Role = (typeof ROLES)[number];

/** What a request may do. */
export type Permission = 'manage-tenants' | 'administer' | 'configure' | 'replay' | 'read' | 'publish';

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ['administer', 'configure', 'replay', 'read', 'publish'],
  editor: ['configure', 'replay', 'read', 'publish'],
  viewer: ['read'],
  publisher: ['publish'],
};

/** True when a role grants a permission. */
export function grants(role: Role | 'root', permission: Permission): boolean {
  return role === 'root' || GRANTS[role].includes(permission);
}
