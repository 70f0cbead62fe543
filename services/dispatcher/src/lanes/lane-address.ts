import { subjects } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import type { Endpoint } from '../endpoints/endpoint-control.js';

/** The lane of one endpoint, by the names that subjects and keys have for it. */
export interface LaneAddress {
  readonly tenant: string;
  readonly subscriptionId: string;
  /** `<tenant>.<subscription>.<endpoint key>`. */
  readonly id: string;
  /** Its deliveries in PARKED. */
  readonly subject: string;
}

const PREFIX = subjects.parked('', '', '').split('.', 1).join('') + '.';

export function laneOf({ tenant, subscriptionId, url }: Endpoint): LaneAddress {
  const subject = subjects.parked(tenant, subscriptionId, endpointKey(url));
  return { tenant, subscriptionId, id: subject.slice(PREFIX.length), subject };
}

/** The lane with the id, as another process or a subject named it; null when it is none. */
export function laneById(id: string): LaneAddress | null {
  const [tenant, subscriptionId, key, ...rest] = id.split('.');
  if (tenant === undefined || subscriptionId === undefined || key === undefined || rest.length > 0)
    return null;
  return { tenant, subscriptionId, id, subject: subjects.parked(tenant, subscriptionId, key) };
}

/** The id of the lane with this subject. */
export function laneIdOfSubject(subject: string): string {
  return subject.slice(PREFIX.length);
}
