import { consumerFacts, isForbidden, mayPublish, type Broker } from '@deskhook/messaging';
import { messageOf } from '../cli-error.js';
import { checksOf, type Check } from './check.js';
import { needsOf, SERVICE_NEEDS, type ServiceName } from './service-needs.js';

const { ok, warning, fault } = checksOf('broker');
/** So many messages that wait mean that somebody does not keep up, or is not there. */
const PENDING_MAX = 10_000;
const GRANT = 'give the user the permissions of deploy/nats, and reload the server';
const PROVISION = 'run: node dist/services/main.js provision';

/** The durable consumers: of one service, or of all. */
export async function* consumerChecks(broker: Broker, as: ServiceName | undefined): AsyncGenerator<Check> {
  const services = as === undefined ? Object.keys(SERVICE_NEEDS).filter(isService) : [as];
  const wanted = services.flatMap((service) => needsOf(service).consumers);
  let healthy = 0;
  for (const [stream, durable] of wanted) {
    const check = await consumerCheck(broker, stream, durable);
    if (check === null) healthy += 1;
    else yield check;
  }
  if (healthy > 0) yield ok('consumers', `${healthy} of ${wanted.length} are there and keep up`);
}

type Wanted = Parameters<typeof consumerFacts>;

async function consumerCheck(broker: Broker, stream: Wanted[1], durable: string): Promise<Check | null> {
  const what = `consumer ${durable} of ${stream}`;
  try {
    const facts = await consumerFacts(broker, stream, durable);
    if (facts === null)
      return fault(
        what,
        'is missing: what it should read waits',
        `start its service with DESKHOOK_NATS_PROVISION=true, or ${PROVISION}`,
      );
    if (facts.paused) return fault(what, 'is paused', `resume it: nats consumer resume ${stream} ${durable}`);
    if (facts.pending < PENDING_MAX) return null;
    return warning(
      what,
      `${facts.pending} messages wait for it`,
      'see whether its service runs, and whether it needs more replicas',
    );
  } catch (error) {
    if (isForbidden(error)) return fault(what, `may not be looked at: ${messageOf(error)}`, GRANT);
    return fault(what, messageOf(error), 'see whether the stream is there, and the log of the server');
  }
}

/** Whether the user may publish what its service publishes; nothing of it is stored. */
export async function* permissionChecks(broker: Broker, as: ServiceName): AsyncGenerator<Check> {
  const { publishes } = needsOf(as);
  const denied: string[] = [];
  for (const subject of publishes) if (!(await mayPublish(broker, subject))) denied.push(subject);
  for (const subject of denied) yield fault('permissions', `${as} may not publish on ${subject}`, GRANT);
  if (denied.length === 0)
    yield ok('permissions', `${as} may publish on all ${publishes.length} subjects that it needs`);
}

const isService = (name: string): name is ServiceName => Object.hasOwn(SERVICE_NEEDS, name);
