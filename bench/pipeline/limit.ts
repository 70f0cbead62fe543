import { join } from 'node:path';
import { AckPolicy, DiscardPolicy, StorageType } from '@nats-io/jetstream';
import { z } from 'zod';
import { Worker } from '../workers/worker.js';
import type { Contestant } from './contestant.js';
import type { ProfileChoice } from './profile-choice.js';

const STREAM = 'BENCH';
const SUBJECT_PREFIX = 'bench.events';
const DURABLE = 'limit';

/** (a): a bare loop over the same events. */
export function limitContestant(profiles: ProfileChoice): Contestant {
  return {
    name: 'limit',
    start: async (owner, { broker, natsUrl }, receiverUrl) => {
      await broker.jsm.streams.add({
        name: STREAM,
        subjects: [`${SUBJECT_PREFIX}.>`],
        storage: StorageType.File,
        discard: DiscardPolicy.New,
      });
      await broker.jsm.consumers.add(STREAM, {
        durable_name: DURABLE,
        ack_policy: AckPolicy.Explicit,
        max_ack_pending: 1_000,
      });
      const module = join(import.meta.dirname, '..', 'workers', 'limit-loop.js');
      const worker = await Worker.start('limit', module, profiles.nodeArgs('limit'));
      owner.defer(() => worker.stop());
      await worker.call(
        'run',
        { natsUrl, stream: STREAM, durable: DURABLE, url: `${receiverUrl}/limit` },
        z.null(),
      );
      return {
        processes: [{ name: 'limit', pid: worker.pid }],
        subjectPrefix: SUBJECT_PREFIX,
        stream: STREAM,
        durable: DURABLE,
        loggedAttempts: null,
      };
    },
  };
}
