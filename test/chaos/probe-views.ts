import { subjects } from '@deskhook/contracts';
import { z } from 'zod';
import { TimeoutError, waitUntil } from '../../tools/local-stack/wait-until.js';
import { create } from './configure.js';
import type { ChaosRun } from './chaos-run.js';

const TENANT = 'late';
const TYPE = 'custom.late';
const PROBE_MS_MAX = 30_000;
const POLL_MS = 200;

/**
 * Configures something new after all the faults and publishes to it until it arrives: the views of evaluator and
 * dispatcher must still follow the configuration. Answers null, or a sentence that says what happened instead.
 */
export async function probeViews(run: ChaosRun): Promise<string | null> {
  const { gateway, receiver, receiverUrl } = run;
  const path = `/${TENANT}/probe/1`;
  receiver.expectLate(path);
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  const subscription = { tenant: TENANT, name: 'probe', events: [TYPE], paths: [path], secret, delivery: {} };
  await gateway.call('PUT', `/v1/tenants/${TENANT}`, z.unknown(), { name: TENANT });
  await create(gateway, receiverUrl, subscription);
  let nth = 0;
  const probe = async (): Promise<true | undefined> => {
    await publishProbe(run, nth++);
    return receiver.late(path) > 0 ? true : undefined;
  };
  try {
    await waitUntil(probe, { what: 'a new subscription', timeoutMs: PROBE_MS_MAX, pollMs: POLL_MS });
    return null;
  } catch (error) {
    if (error instanceof TimeoutError)
      return `a subscription made after the faults got none of ${nth} events within ${PROBE_MS_MAX} ms`;
    throw error;
  }
}

async function publishProbe({ stack }: ChaosRun, nth: number): Promise<void> {
  const data = { ticket: { id: nth } };
  const event = { specversion: '1.0', id: `late-${nth}`, source: `/helpdesk/${TENANT}`, type: TYPE, data };
  await stack.broker.js.publish(subjects.event(TENANT, TYPE), JSON.stringify(event));
}
