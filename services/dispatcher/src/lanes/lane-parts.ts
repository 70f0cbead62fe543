import type { FairSlots } from '@deskhook/domain';
import type { Broker, Publisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { AttemptRunner } from '../attempt-run.js';
import type { DeliveryLookup } from '../delivery-lookup.js';
import type { DeliveryPublisher } from '../delivery-publisher.js';
import type { Endpoints } from '../endpoints/endpoints.js';
import type { Settlement } from '../settlement.js';
import type { EventMarks } from './event-marks.js';
import type { Leases } from './leases.js';
import type { PayloadMemory } from './payload-memory.js';

/** What every lane of the process works with. */
export interface LaneParts {
  readonly broker: Broker;
  readonly leases: Leases;
  readonly lookup: DeliveryLookup;
  readonly endpoints: Endpoints;
  readonly runner: AttemptRunner;
  readonly settlement: Settlement;
  readonly outbox: DeliveryPublisher;
  readonly publisher: Publisher;
  readonly slots: FairSlots;
  readonly memory: PayloadMemory;
  readonly marks: EventMarks;
  readonly logger: Logger;
}
