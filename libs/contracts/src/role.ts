/** Roles of API keys (contract, section 3). The root key stands above them all. */
export const ROLES = ['admin', 'editor', 'viewer', 'publisher'] as const;
export type Role = (typeof ROLES)[number];

/** What a request may do. */
export const PERMISSIONS = [
  'manage-tenants',
  'administer',
  'configure',
  'replay',
  'read',
  'publish',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ['administer', 'configure', 'replay', 'read', 'publish'],
  editor: ['configure', 'replay', 'read', 'publish'],
  viewer: ['read'],
  publisher: ['publish'],
};

/** Everything that a role grants. */
export function permissionsOf(role: Role | 'root'): readonly Permission[] {
  return role === 'root' ? PERMISSIONS : GRANTS[role];
}

/** True when a role grants a permission. */
export function grants(role: Role | 'root', permission: Permission): boolean {
  return permissionsOf(role).includes(permission);
}

/** Who asks, as far as access goes; `tenant` is null for those who stand above the tenants. */
export interface Asker {
  readonly role: Role | 'root';
  readonly tenant: string | null;
}

/**
 * The one check of access, of the operations of the API and of the calls between services alike: why somebody may not do
 * something in the tenants that a request names, as a sentence; null where they may. A permission that is null is one that
 * everybody has. It does not depend on whether those tenants exist, so that nobody learns that from it.
 */
export function accessFault(
  asker: Asker,
  permission: Permission | null,
  tenants: readonly string[],
): string | null {
  const foreign = asker.tenant === null ? undefined : tenants.find((tenant) => tenant !== asker.tenant);
  if (foreign !== undefined) return `The API key belongs to another tenant than "${foreign}"`;
  if (permission === null || grants(asker.role, permission)) return null;
  return `The role "${asker.role}" does not include the permission "${permission}"`;
}
