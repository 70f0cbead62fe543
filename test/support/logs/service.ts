// Test support of the log service: the whole service on a real broker and a real database.
import {
  attemptMessageId,
  HEADERS,
  subjects,
  type AttemptReport,
  type Delivery,
  type StreamName,
} from '@deskhook/contracts';
import { connectBroker, Publisher } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import { startNatsServer } from '../nats.js';
import { connectRpc } from '../rpc.js';
import { logsService } from '../../../services/logs/src/index.js';
import { TENANT } from './fixture.js';

/** Starts the service beside a broker of its own. */
export async function startLogsService(databaseUrl: string, settings: NodeJS.ProcessEnv = {}) {
  const server = await startNatsServer();
  const env = {
    DESKHOOK_NATS_URL: server.url,
    DESKHOOK_DATABASE_URL: databaseUrl,
    DESKHOOK_LOG_LEVEL: 'silent',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    // What the fixtures tell is of one day of 2026, and is not to be forgotten while a test looks at it.
    DESKHOOK_RETENTION_DAYS: '3650',
    ...settings,
  };
  const service = await startService(logsService, env);
  const broker = await connectBroker({ url: server.url, name: 'test' });
  const rpc = await connectRpc(server.url);
  const publisher = new Publisher(broker);
  return {
    broker,
    rpc,
    publisher,
    report: (report: AttemptReport) =>
      publisher.publish({
        subject: subjects.attempt(report.tenant, report.subscriptionId),
        payload: JSON.stringify(report),
        messageId: attemptMessageId(report.deliveryId, report.number, report.status),
      }),
    announce: (delivery: Delivery, payload: Uint8Array) =>
      publisher.publish({
        subject: subjects.delivery(delivery.tenant, delivery.subscriptionId),
        payload,
        headers: { [HEADERS.delivery]: JSON.stringify(delivery) },
        messageId: delivery.id,
      }),
    publishEvent: (event: object, headers: Readonly<Record<string, string>> = {}) =>
      publisher.publish({
        subject: subjects.event(TENANT, String(Reflect.get(event, 'type'))),
        payload: JSON.stringify(event),
        headers,
      }),
    /** The last message of a stream that has the subject. */
    last: (stream: StreamName, subject: string) =>
      broker.jsm.streams.getMessage(stream, { last_by_subj: subject }),
    stop: async () => {
      rpc.close();
      await broker.connection.close();
      await service.stop();
      await server.stop();
    },
  };
}
export type LogsUnderTest = Awaited<ReturnType<typeof startLogsService>>;
