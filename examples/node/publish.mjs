// A ticket's life, told to Deskhook over HTTP. Node 18 or newer, nothing to install.
import { randomUUID } from 'node:crypto';

const missing = ['DESKHOOK_URL', 'DESKHOOK_KEY', 'DESKHOOK_TENANT'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`set ${missing.join(', ')} in the environment: README.md says how`);
  process.exit(2);
}
const { DESKHOOK_URL, DESKHOOK_KEY, DESKHOOK_TENANT } = process.env;
const TRIES_MAX = 8;

const ticket = {
  id: 123,
  subject: 'Cannot log in',
  requester: { id: 45, name: 'John Doe', email: 'john@example.com' },
};
const OPEN = { id: 1, slug: 'open', name: 'Open', base: 'in_progress' };
const PENDING = { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' };
const CLOSED = { id: 5, slug: 'closed', name: 'Closed', base: 'closed' };

/** An event: its id is made once, so that every try is the same event. */
function event(type, data) {
  const source = `/helpdesk/${DESKHOOK_TENANT}`;
  return { specversion: '1.0', id: randomUUID(), source, type, time: new Date().toISOString(), data };
}

/** The ticket as it is now, and what changed: Deskhook derives ticket.status_changed, ticket.closed and the like. */
function statusChange(from, to) {
  const changes = [{ field: 'status', old: from.slug, new: to.slug, old_base: from.base }];
  return event('ticket.updated', { ticket: { ...ticket, status: to }, changes });
}

/** Returns when everything is stored. What Deskhook cannot take now is sent again as it is. */
async function publish(contentType, body) {
  const text = JSON.stringify(body);
  for (let attempt = 1; ; attempt += 1) {
    const { status, retryAfter, answer } = await post(contentType, text);
    if (status === 202) return console.log(`stored: ${answer.ids.join(', ')}`);
    if (![0, 408, 425, 429].includes(status) && status < 500) throw new Error(explain(status, answer));
    if (attempt === TRIES_MAX) throw new Error(`given up after ${attempt} tries: ${explain(status, answer)}`);
    const seconds = retryAfter ?? Math.min(2 ** attempt / 4, 30);
    console.error(`not stored yet (${explain(status, answer)}), again in ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

async function post(contentType, body) {
  const url = `${DESKHOOK_URL}/v1/tenants/${DESKHOOK_TENANT}/events`;
  const headers = { authorization: `Bearer ${DESKHOOK_KEY}`, 'content-type': contentType };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) });
    const after = response.headers.get('retry-after');
    return {
      status: response.status,
      retryAfter: after !== null && /^\d+$/.test(after) ? Number(after) : null,
      answer: await response.json().catch(() => ({})),
    };
  } catch (error) {
    return { status: 0, retryAfter: null, answer: { detail: reason(error.cause ?? error) } };
  }
}

/** An error of several addresses has a code and no text of its own. */
function reason(error) {
  return error.message || error.code || String(error);
}

/** Problem details (RFC 9457): in a batch, /0 is the first event; the good ones of it are stored. */
function explain(status, { detail, errors = [] }) {
  const what = `${status === 0 ? 'no answer:' : status} ${detail ?? ''}`.trim();
  return [what, ...errors.map((one) => `  ${one.pointer}: ${one.detail}`)].join('\n');
}

try {
  await publish(
    'application/cloudevents+json',
    event('ticket.created', { ticket: { ...ticket, status: OPEN } }),
  );
  const author = { id: 12, name: 'Jane Agent', is_agent: true };
  const reply = { id: 901, author, text: 'We are looking into it.' };
  await publish('application/cloudevents-batch+json', [
    statusChange(OPEN, PENDING),
    event('reply.created', { ticket: { ...ticket, status: PENDING }, message: reply }),
  ]);
  await publish('application/cloudevents+json', statusChange(PENDING, CLOSED));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
