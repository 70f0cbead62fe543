import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { renderCloudEvent } from './render.js';

/** A receiver by the binding: it answers with the event that it understood. */
const readEvent = (headers: IncomingHttpHeaders, body: Buffer) => ({
  attributes: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('ce-'))
      .map(([name, value]) => [name.slice(3), decodeURIComponent(String(value))]),
  ),
  type: headers['content-type'],
  data: body.toString('utf8'),
});

test('a real HTTP receiver reads the event that was published', async () => {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => response.end(JSON.stringify(readEvent(request.headers, body))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the receiver has no port');
  const attributes = {
    specversion: '1.0',
    id: 'a "quoted" id',
    source: '/helpdesk/ação',
    type: 'custom.x',
    subject: ' tickets/1 100% ✓ 😀',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const data = '{ "big": 12345678901234567890, "text": "ü" }';
  const payload = Buffer.from(`${JSON.stringify(attributes).slice(0, -1)},"data": ${data}}`);
  try {
    const { contentType, body, headers } = renderCloudEvent({ mode: 'structured', payload, attributes: {} });
    const response = await fetch(`http://127.0.0.1:${address.port}/`, {
      method: 'POST',
      headers: { 'content-type': contentType, ...headers },
      body: Buffer.from(body),
      signal: AbortSignal.timeout(10_000),
    });
    expect(await response.json()).toEqual({ attributes, type: 'application/json', data });
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
