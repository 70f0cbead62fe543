// Test support: a broker of its own with every stream and bucket, and a connection to it.
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { startNatsServer } from './nats.js';

const BYTES_MAX = 16 * 1024 * 1024;

export interface TestBroker {
  readonly broker: Broker;
  close(): Promise<void>;
}

export async function startBroker(): Promise<TestBroker> {
  const nats = await startNatsServer();
  const broker = await connectBroker({ url: nats.url, name: 'test' });
  await ensureStreams(broker, { replicas: 1, bytesMax: BYTES_MAX });
  return {
    broker,
    close: async () => {
      await broker.connection.close();
      await nats.stop();
    },
  };
}
