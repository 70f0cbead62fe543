import { hash, randomBytes } from 'node:crypto';
import { ROLES, type ApiKey, type ApiKeyInput, type KeyRecord } from '@deskhook/contracts';
import { z } from 'zod';
import type { ApiKeyEntity } from './entities/api-key.entity.js';
import { newId } from './new-id.js';

const KEY_BYTES = 32;
const HINT_LENGTH = 8;
const roleSchema = z.enum(ROLES);

/** A new key: the secret in clear, to be shown once, and the row that knows only its hash. */
export function makeApiKey(
  tenantId: string,
  input: ApiKeyInput,
  at: Date,
): { readonly key: string; readonly row: ApiKeyEntity } {
  const key = `dhk_${randomBytes(KEY_BYTES).toString('base64url')}`;
  const row = {
    id: newId('key', at),
    tenantId,
    name: input.name,
    role: input.role,
    hash: hash('sha256', key, 'base64url'),
    hint: key.slice(0, HINT_LENGTH),
    createdAt: at,
  };
  return { key, row };
}

/** A key as the API shows it: without its secret. */
export function toApiKey(row: ApiKeyEntity): ApiKey {
  const { id, name, hint } = row;
  return { id, name, role: roleSchema.parse(row.role), hint, createdAt: row.createdAt.toISOString() };
}

export function keyRecord(row: ApiKeyEntity): KeyRecord {
  return { id: row.id, name: row.name, tenant: row.tenantId, role: roleSchema.parse(row.role) };
}
