import type { NatsServer } from '../../tools/local-stack/nats-server.js';
import type { ChaosService } from './chaos-service.js';
import type { FaultActions } from './fault-injector.js';
import { replicaOf } from './fault-plan.js';
import type { ChaosStack } from './stack.js';

const READY_MS = 120_000;
const STREAM_TRIES_MAX = 50;
const STREAM_AGAIN_MS = 200;

interface Killable {
  kill9(): Promise<void>;
  start(): Promise<void>;
  suspend(): void;
  resume(): void;
}

/** Does to the real processes and streams what a plan says. */
export function stackFaults(stack: ChaosStack, deliveredSince: FaultActions['deliveredSince']): FaultActions {
  const targets = killables(stack);
  const target = (name: string): Killable => found(targets.get(name), name);
  const service = (name: string): ChaosService =>
    found(
      stack.services.find(({ settings }) => settings.name === name),
      name,
    );
  return {
    deliveredSince,
    kill: async (name) => {
      await target(name).kill9();
      return () => target(name).start();
    },
    suspend: async (name) => {
      target(name).suspend();
      return async () => target(name).resume();
    },
    restart: async (name) => {
      // Who is asked to end while it starts just ends.
      await service(name).ready(READY_MS);
      await service(name).stop();
      await service(name).start();
      await service(name).ready(READY_MS);
    },
    setClockOff: async (name, byMs) => {
      await service(name).setClockOff(byMs);
      return () => service(name).setClockOff(0);
    },
    fill: async (stream) => {
      const bytesMax = await setSize(stack, stream, 'as it is');
      return async () => void (await setSize(stack, stream, bytesMax));
    },
  };
}

function killables({ parts, services }: ChaosStack): ReadonlyMap<string, Killable> {
  const { brokers, postgres } = parts;
  return new Map<string, Killable>([
    ...services.map((one): [string, Killable] => [one.settings.name, one]),
    ...brokers.map((one, nth): [string, Killable] => [
      replicaOf('nats-server', nth + 1),
      killableServer(one),
    ]),
    ['postgres', killableServer(postgres)],
  ]);
}

function killableServer(server: Pick<NatsServer, 'kill9' | 'restart' | 'pid'>): Killable {
  return {
    kill9: () => server.kill9(),
    start: () => server.restart(),
    suspend: () => void process.kill(server.pid, 'SIGSTOP'),
    resume: () => void process.kill(server.pid, 'SIGCONT'),
  };
}

/** Lets a stream grow no further, or again; answers its former size. The broker may be away for a moment. */
async function setSize(stack: ChaosStack, stream: string, size: number | 'as it is'): Promise<number> {
  const { jsm } = stack.broker;
  for (let tries = 1; ; tries++) {
    try {
      const { config, state } = await jsm.streams.info(stream);
      await jsm.streams.update(stream, { max_bytes: size === 'as it is' ? Math.max(1, state.bytes) : size });
      return config.max_bytes;
    } catch (error) {
      if (tries === STREAM_TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, STREAM_AGAIN_MS));
    }
  }
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`there is no ${name} in this run`);
  return value;
}
