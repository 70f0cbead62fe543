import { z } from 'zod';

/** What the dispatcher's news that an endpoint was disabled says, as far as the subscription needs it. */
const endpointDisabledSchema = z.object({
  /** When it was decided. */
  time: z.iso.datetime({ offset: true }),
  data: z.object({
    endpoint: z.object({
      subscription: z.object({ id: z.string() }),
      /** Names the URL, which itself is written without its secrets. */
      key: z.string(),
      reason: z.string().default('Deskhook stopped sending to it'),
    }),
  }),
});

/** A URL that is to be disabled, and why. */
export interface EndpointDisabled {
  readonly subscriptionId: string;
  /** `endpointKey` of the URL. */
  readonly endpointKey: string;
  readonly reason: string;
  readonly at: Date;
}

/** Reads the notice; a text says what is wrong with it. */
export function parseEndpointDisabled(payload: string): EndpointDisabled | string {
  const notice = endpointDisabledSchema.safeParse(parseJson(payload));
  if (!notice.success)
    return notice.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const { time, data } = notice.data;
  const { subscription, key, reason } = data.endpoint;
  return { subscriptionId: subscription.id, endpointKey: key, reason, at: new Date(time) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
