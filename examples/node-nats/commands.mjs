// Carries out what Deskhook asks for, and tells what came of it. Node 22 or newer; ends with Ctrl-C.
import { createPublisher } from '@deskhook/publisher';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const missing = ['NATS_URL', 'DESKHOOK_TENANT'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`set ${missing.join(', ')} in the environment: README.md says how`);
  process.exit(2);
}
const { NATS_URL, DESKHOOK_TENANT: tenant } = process.env;
const connection = await connect({ servers: NATS_URL });
const publisher = createPublisher({ connection, tenant });
const manager = await jetstreamManager(connection);
await manager.consumers.add('COMMANDS', {
  durable_name: `${tenant}-helpdesk`,
  filter_subject: `commands.${tenant}.>`,
  ack_policy: 'explicit',
});
const commands = await jetstream(connection).consumers.get('COMMANDS', `${tenant}-helpdesk`);

/** Yours: changes the ticket in the helpdesk, once for each `command.id`, and answers with the whole ticket and what changed. */
async function carryOut({ data: { action, ticket } }) {
  if (action.type !== 'add_tags') return null;
  const tags = action.tags.map((name) => ({ name }));
  return { ticket: { ...ticket, tags }, changes: [{ field: 'tags', old: [], new: action.tags }] };
}

const messages = await commands.consume();
process.once('SIGINT', () => messages.stop());
process.once('SIGTERM', () => messages.stop());
for await (const message of messages) {
  const command = message.json();
  const done = await carryOut(command);
  // The cause guards against loops; the id is the same when the command comes again.
  const options = { id: `${command.id}-done`, causedBy: command, actorType: 'trigger' };
  if (done !== null) await publisher.publish('ticket.updated', done, options);
  console.log(`${done === null ? 'left' : 'done'}: ${command.type} of ticket ${command.data.ticket.id}`);
  message.ack();
}
await publisher.close();
await connection.drain();
