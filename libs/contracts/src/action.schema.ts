import { z } from 'zod';

const TEXT_MAX = 10_000;
const NAME_MAX = 255;
const TAGS_MAX = 50;

const name = z.string().trim().min(1, 'must not be empty').max(NAME_MAX);
const reference = z.union([name, z.number().int()], 'must be a name or an id');
const tags = z.array(name).min(1, 'must name at least one tag').max(TAGS_MAX);
const scalar = z.union([z.string().max(TEXT_MAX), z.number(), z.boolean()]);

/**
 * What a subscription asks the helpdesk to do beside the webhook (contract, section 4): the helpdesk takes it from the
 * stream of commands and carries it out.
 */
export const actionSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('add_note'),
      body: z.string().trim().min(1, 'must not be empty').max(TEXT_MAX),
    })
    .describe('Write an internal note'),
  z.strictObject({ type: z.literal('set_status'), status: reference }).describe('Give the ticket a status'),
  z
    .strictObject({ type: z.literal('set_priority'), priority: reference })
    .describe('Give the ticket a priority'),
  z
    .strictObject({ type: z.literal('assign'), agent: reference.optional(), team: reference.optional() })
    .refine(({ agent, team }) => agent !== undefined || team !== undefined, 'must name an agent or a team')
    .describe('Assign the ticket to an agent, a team or both'),
  z.strictObject({ type: z.literal('add_tags'), tags }).describe('Add tags to the ticket'),
  z.strictObject({ type: z.literal('remove_tags'), tags }).describe('Take tags from the ticket'),
  z
    .strictObject({
      type: z.literal('set_field'),
      field: name,
      value: z.union([scalar, z.array(scalar).max(TAGS_MAX)]).nullable(),
    })
    .describe('Set a field of the ticket; null empties it'),
]);
export type Action = z.infer<typeof actionSchema>;

export const ACTIONS_MAX = 20;
