// A ticket's life, told to Deskhook over NATS JetStream with @deskhook/publisher. Node 22 or newer.
import { createPublisher } from '@deskhook/publisher';

const missing = ['NATS_URL', 'DESKHOOK_TENANT'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`set ${missing.join(', ')} in the environment: README.md says how`);
  process.exit(2);
}
const { NATS_URL, DESKHOOK_TENANT, NATS_USER, NATS_PASSWORD } = process.env;

const publisher = createPublisher({
  servers: NATS_URL,
  tenant: DESKHOOK_TENANT,
  ...(NATS_USER === undefined ? {} : { nats: { user: NATS_USER, pass: NATS_PASSWORD } }),
  onStored: ({ event, tries }) => console.log(`stored: ${event.id} (${event.type}, ${tries} tries)`),
  onFailed: (error) => console.error(`${error.name}: ${error.message}`),
  onRetry: ({ error, waiting }) => console.error(`${waiting} events wait: ${error.message}`),
});

const ticket = {
  id: 123,
  subject: 'Cannot log in',
  requester: { id: 45, name: 'John Doe', email: 'john@example.com' },
};
const OPEN = { id: 1, slug: 'open', name: 'Open', base: 'in_progress' };
const PENDING = { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' };
const CLOSED = { id: 5, slug: 'closed', name: 'Closed', base: 'closed' };

/** The ticket as it is now, and what changed: Deskhook derives ticket.status_changed, ticket.closed and the like. */
function statusChange(from, to) {
  const changes = [{ field: 'status', old: from.slug, new: to.slug, old_base: from.base }];
  return publisher.publish('ticket.updated', { ticket: { ...ticket, status: to }, changes });
}

// None has to wait for the one before: events of one ticket are stored in the order of the calls.
void publisher.publish('ticket.created', { ticket: { ...ticket, status: OPEN } });
void statusChange(OPEN, PENDING);
void publisher.publish('reply.created', {
  ticket: { ...ticket, status: PENDING },
  message: {
    id: 901,
    author: { id: 12, name: 'Jane Agent', is_agent: true },
    text: 'We are looking into it.',
  },
});
void statusChange(PENDING, CLOSED);

const { notStored } = await publisher.close({ timeoutMs: 60_000 });
// Keep them, and publish them again under the same ids: that makes no second delivery.
if (notStored.length > 0) process.exitCode = 1;
