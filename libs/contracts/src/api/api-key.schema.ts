import { z } from 'zod';
import { ROLES } from '../role.js';
import { pageOf } from './page.schema.js';

export const apiKeyInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  role: z.enum(ROLES),
});
export type ApiKeyInput = z.infer<typeof apiKeyInputSchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** The first characters of the secret, to recognise it by. */
  hint: z.string(),
  createdAt: z.iso.datetime(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;
export const apiKeyPageSchema = pageOf(apiKeySchema);

/** Answer to creation: the only time that the secret is shown. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
