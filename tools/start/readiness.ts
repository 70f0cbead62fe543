import { z } from 'zod';

const answerTimeoutMs = 3000;

const readinessSchema = z.object({
  status: z.string(),
  dependencies: z
    .record(z.string(), z.object({ status: z.string(), detail: z.string().optional() }))
    .default({}),
});

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/**
 * Asks the gateway how everything fares. It answers 200 as soon as it can accept events, which is
 * also while Postgres is still coming up; whoever has just started the system wants all of it.
 */
export async function askReadiness(gatewayUrl: string): Promise<Readiness> {
  try {
    const response = await fetch(`${gatewayUrl}/readyz`, { signal: AbortSignal.timeout(answerTimeoutMs) });
    const { status, dependencies } = readinessSchema.parse(await response.json());
    if (response.status === 200 && status === 'ready') return { ready: true };
    const down = Object.entries(dependencies).filter((entry) => entry[1].status !== 'up');
    const reasons = down.map(
      ([name, { detail }]) => `${name} is down${detail === undefined ? '' : ` (${detail})`}`,
    );
    return { ready: false, reason: reasons.join(', ') || `it says "${status}"` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ready: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
