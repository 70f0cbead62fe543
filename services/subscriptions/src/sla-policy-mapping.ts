import {
  slaPolicySchema,
  type SlaPolicy,
  type SlaPolicyInput,
  type SlaPolicyPatch,
  type SlaPolicyPut,
  type SlaPolicyRecord,
} from '@deskhook/contracts';
import type { z } from 'zod';
import type { SlaPolicyEntity } from './entities/sla-policy.entity.js';
import { etagOf } from './etag.js';

const definitionSchema = slaPolicySchema.omit({ id: true, etag: true, createdAt: true, updatedAt: true });
const storedSchema = definitionSchema.omit({ position: true });
/** What a policy says, without what Deskhook notes about it. */
export type SlaPolicyDefinition = z.infer<typeof definitionSchema>;

/** The definition that a row holds. */
export function slaPolicyDefinition(row: SlaPolicyEntity): SlaPolicyDefinition {
  return { position: row.position, ...storedSchema.parse(row.definition) };
}

/** The definition in input, which may name an id too. */
export function givenSlaPolicy({ id: _id, ...definition }: SlaPolicyInput): SlaPolicyDefinition {
  return definition;
}

/** The definition after a patch: what is absent stays, what is given replaces. */
export function patchedSlaPolicy(row: SlaPolicyEntity, patch: SlaPolicyPatch): SlaPolicyDefinition {
  return definitionSchema.parse({ ...slaPolicyDefinition(row), ...patch });
}

/** The definition that replaces the row's; labels that are not given stay. */
export function replacedSlaPolicy(row: SlaPolicyEntity | null, put: SlaPolicyPut): SlaPolicyDefinition {
  const kept = row === null ? {} : slaPolicyDefinition(row).labels;
  return { ...put, labels: put.labels ?? kept };
}

/** What of a definition the columns of a row hold. */
export function slaPolicyColumns({
  position,
  ...definition
}: SlaPolicyDefinition): Pick<SlaPolicyEntity, 'position' | 'definition'> {
  return { position, definition };
}

/** A policy as the API shows it. */
export function toSlaPolicy(row: SlaPolicyEntity): SlaPolicy {
  return {
    id: row.id,
    ...slaPolicyDefinition(row),
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What the hot path needs of a policy. */
export function slaPolicyRecord(row: SlaPolicyEntity): SlaPolicyRecord {
  const { labels: _labels, ...definition } = slaPolicyDefinition(row);
  return { tenant: row.tenantId, id: row.id, ...definition };
}
