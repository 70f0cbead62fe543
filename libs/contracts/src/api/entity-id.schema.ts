import { z } from 'zod';

/** The id of something that an administrator names in other places, so that it can be chosen. */
export const chosenIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'must be of a-z, 0-9, "-" and "_", at most 63 characters');
