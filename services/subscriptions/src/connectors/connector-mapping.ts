import { CONNECTOR_KINDS, connector, optionFaults, type ConnectorKind } from '@deskhook/connectors';
import {
  connectorRecordSchema,
  jsonPointer,
  sealedSecretsSchema,
  type ConnectorRecord,
  type ConnectorView,
  type SealedSecrets,
} from '@deskhook/contracts';
import { z } from 'zod';
import type { Snapshot } from '../audit-changes.js';
import { etagOf } from '../etag.js';
import { invalid, pointed } from '../faults.js';
import { Veiled } from '../veiled.js';
import type { ConnectorEntity } from './connector.entity.js';
import { lastRequests } from './last-requests.js';

const optionsSchema = z.record(z.string(), z.unknown());
const kindSchema = z.enum(CONNECTOR_KINDS);

export function kindOf(row: ConnectorEntity): ConnectorKind {
  return kindSchema.parse(row.kind);
}

export function secretsOf(row: ConnectorEntity): SealedSecrets {
  return sealedSecretsSchema.parse(row.secrets);
}

/** The options after a patch: merged by key, and null takes one back. */
export function mergedOptions(before: object, given: Readonly<Record<string, unknown>>): object {
  const all = { ...optionsSchema.parse(before), ...given };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** Throws where the kind of connector knows an option not, or not like this. */
export function assertOptions(kind: ConnectorKind, options: Readonly<Record<string, unknown>>): void {
  const faults = optionFaults(connector(kind).options, options);
  const errors = faults.map(({ path, problem }) => ({
    pointer: `/options${jsonPointer(path)}`,
    detail: problem,
  }));
  if (errors.length > 0) throw invalid(pointed(errors));
}

/** A connector as the API shows it; `secret` is the one in clear. */
export function toConnector(row: ConnectorEntity, secret: string | null): ConnectorView {
  const { id, tenantId, name } = row;
  const kind = kindOf(row);
  return {
    id,
    kind,
    name,
    status: statusOf(row),
    secret,
    hasSecret: secretsOf(row).length > 0,
    options: optionsSchema.parse(row.options),
    url: `/v1/tenants/${tenantId}/connectors/${id}/inbound`,
    warnings: warnings(kind, row, secret),
    lastRequests: lastRequests(row.lastRequests),
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What the gateway needs of a connector. */
export function connectorRecord(row: ConnectorEntity): ConnectorRecord {
  return connectorRecordSchema.parse({
    id: row.id,
    tenant: row.tenantId,
    kind: row.kind,
    active: row.status === 'active',
    secrets: row.secrets,
    options: row.options,
    etag: etagOf(row.version),
  });
}

/** What the audit log compares of a connector. */
export function connectorSnapshot(row: ConnectorEntity): Snapshot {
  const secrets = secretsOf(row);
  const options = Object.entries(optionsSchema.parse(row.options));
  return {
    kind: row.kind,
    name: row.name,
    status: row.status,
    secret: secrets.length === 0 ? null : new Veiled(JSON.stringify(secrets)),
    ...Object.fromEntries(options.map(([name, value]) => [`options.${name}`, value])),
  };
}

function statusOf({ status }: ConnectorEntity): ConnectorView['status'] {
  return status === 'inactive' ? 'inactive' : 'active';
}

function warnings(kind: ConnectorKind, row: ConnectorEntity, secret: string | null): string[] {
  const { title } = connector(kind);
  if (secretsOf(row).length === 0)
    return [`Every request is refused until the secret that ${title} shows is entered here`];
  if (secret === null) return ['The secret was sealed with a key that is not configured: enter it again'];
  return [];
}
