// Test support: a real nats-server for each test that wants one.
export {
  type NatsServer,
  type NatsServerOptions,
  startNatsServer,
} from '../../tools/local-stack/nats-server.js';
