// Test support: the way of an event through the running services to a receiver of one of the helpdesks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubscriptionRecord } from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';
import { parseDurationMs } from '@deskhook/domain';
import {
  type LoopbackCertificate,
  loopbackCertificate,
} from '../../tools/local-stack/loopback-certificate.js';
import { startHotPath } from '../support/hot-path.js';
import { nativeSample } from './sample-request.js';

export interface Wanted {
  readonly url: string;
  readonly secret?: string;
  readonly events?: readonly string[];
  readonly options?: SubscriptionRecord['dialectOptions'];
}

export interface RunningServices {
  readonly certificate: LoopbackCertificate;
  /** Makes a subscription in the dialect, with the dialect's own delivery policy. */
  subscribe(wanted: Wanted): Promise<void>;
  /** Publishes an event under an id of its own. */
  publish(event: PublishedEvent): Promise<void>;
  /** Publishes the sample of each native event, in the dialect's order; answers with their names. */
  publishSamples(): Promise<string[]>;
  /** One state change that closes a ticket: these events, with one correlation id. */
  publishClosing(types?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface PublishedEvent {
  readonly type: string;
  readonly data: object;
  readonly [attribute: string]: unknown;
}

export async function startServices(name: DialectName): Promise<RunningServices> {
  const chosen = dialect(name);
  const folder = mkdtempSync(join(tmpdir(), 'deskhook-services-'));
  const certificate = await loopbackCertificate(folder, Date.now());
  const path = await startHotPath({ DESKHOOK_EGRESS_CA_FILE: certificate.authorityFile });
  await path.putTenant('acme', {
    name: 'Acme',
    subdomain: 'acme',
    siteUrl: 'https://example.com',
    adminBaseUrl: null,
    portalBaseUrl: null,
  });
  let made = 0;
  const publish = ({ type, data, ...attributes }: PublishedEvent): Promise<void> => {
    const event = {
      specversion: '1.0',
      id: `event-${++made}`,
      source: '/helpdesk/acme',
      ...attributes,
      type,
      data,
    };
    return path.publish(event);
  };
  return {
    certificate,
    subscribe: ({ url, secret, events = ['*'], options = {} }) => {
      const id = `sub_${++made}`;
      const secrets = secret === undefined ? [] : [path.sealed(secret, id)];
      return path.putSubscription({
        id,
        urls: [url],
        events: [...events],
        dialect: name,
        dialectOptions: options,
        secrets,
        delivery: deliveryOf(name),
      });
    },
    publish,
    publishSamples: async () => {
      const natives = (chosen.events ?? []).map((native) => native.name);
      for (const native of natives) {
        const { type, data, time } = nativeSample(chosen, native);
        await publish({ type, data, time });
      }
      return natives;
    },
    publishClosing: async (types = ['ticket.status_changed', 'ticket.closed']) => {
      for (const type of types) await publish({ type, correlationid: 'closing', data: CLOSING });
    },
    stop: async () => {
      await path.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const CLOSING = {
  ticket: {
    id: 7,
    subject: 'Resolvido: não há mais erro / ação',
    status: { id: 6, slug: 'closed', name: 'Closed', base: 'closed' },
    requester: { id: 45, name: 'John Doe', email: 'john@example.com' },
  },
  changes: [{ field: 'status', old: 'open', new: 'closed', old_label: 'Open', new_label: 'Closed' }],
};

/** One at a time, so that what comes last comes last. */
function deliveryOf(name: DialectName): SubscriptionRecord['delivery'] {
  const { timeoutMs, connectTimeoutMs, maxRedirects, retrySchedule, successCodes } = dialect(name).defaults;
  const retryScheduleMs = retrySchedule.map((text) => parseDurationMs(text) ?? 0);
  return {
    timeoutMs,
    connectTimeoutMs,
    maxRedirects,
    retryScheduleMs,
    successCodes,
    maxConcurrency: 1,
    rateLimit: null,
    ordering: 'none' as const,
    traceparent: true,
  };
}
