import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.schema.js';
import { windowFromSchema, windowToSchema } from './window.schema.js';

/** Who did it: the operator with the root key, an API key, or Deskhook by itself. */
const actorSchema = z.object({
  kind: z.enum(['root', 'key', 'system']),
  /** Id of the API key, or name of the service. */
  id: z.string(),
  /** Name of the API key when it was used; null for the others. */
  name: z.string().nullable(),
  role: z.string(),
});

const targetSchema = z.object({
  /** `subscription`, `tenant`, `api-key`, `calendar`, `sla-policy`, `delivery` and others. */
  kind: z.string(),
  id: z.string(),
  /** Null: it has none. */
  name: z.string().nullable(),
});

/** What became of a field; null: it was not there, or is no more. Secrets only say that they changed. */
const changesSchema = z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }));
export type AuditChanges = z.infer<typeof changesSchema>;

/** One entry of the audit log. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: actorSchema,
  /** Id of the operation as the API's description has it, or `disableEndpoint`. */
  operation: z.string(),
  target: targetSchema,
  /** By the name of the field, with dots for what lies within another. */
  changes: changesSchema,
  result: z.enum(['ok', 'failed']),
  /** Where it was asked from; null: not from outside. */
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = pageOf(auditEntrySchema);

export const auditQuerySchema = pageQuerySchema.extend({
  from: windowFromSchema.optional(),
  to: windowToSchema.optional(),
  actor: z.string().max(255).optional().describe('Id, name or kind of who did it'),
  operation: z.string().max(64).optional(),
  target: z.string().max(512).optional().describe('Id or kind of what it was done to'),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** What a service that keeps no configuration tells of what it has done. */
export const auditNoteSchema = auditEntrySchema.pick({ operation: true, target: true, changes: true });
export type AuditNote = z.infer<typeof auditNoteSchema>;
