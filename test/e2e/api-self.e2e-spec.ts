import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, VERSION } from '@deskhook/contracts';
import { readGatewayConfig } from '../../services/gateway/src/gateway.config.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const TRACE_URL = 'https://tracing.example/trace/{traceId}?from=deskhook';

describe('who asks', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld({ DESKHOOK_TRACE_URL: TRACE_URL });
  });
  afterAll(() => world.close());

  it('is the root key, which may do everything', async () => {
    const { status, body } = await world.call('GET', '/v1/self');
    expect(status).toBe(200);
    expect(body).toEqual({
      kind: 'root',
      id: 'root',
      name: null,
      role: 'root',
      tenant: null,
      permissions: [...PERMISSIONS],
      version: VERSION,
      traceUrlTemplate: TRACE_URL,
    });
  });

  it.each([
    ['admin', ['administer', 'configure', 'replay', 'read', 'publish']],
    ['editor', ['configure', 'replay', 'read', 'publish']],
    ['viewer', ['read']],
    ['publisher', ['publish']],
  ])('is an API key with the role %s, of its tenant', async (role, permissions) => {
    const key = await world.keyFor('acme', role);
    const { status, text, body } = await world.call('GET', '/v1/self', { key });
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'key', name: role, role, tenant: 'acme', permissions });
    const keys = await world.call('GET', '/v1/tenants/acme/keys');
    expect(keys.body.items.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect(text).not.toContain(key);
  });

  it('is nobody without a key that is known', async () => {
    const statuses = [null, 'dhk_unknown'].map(
      async (key) => (await world.call('GET', '/v1/self', { key })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 401]);
  });
});

describe('the address of traces', () => {
  const read = (url: string) =>
    readGatewayConfig({ DESKHOOK_ROOT_KEY: 'root', DESKHOOK_TRACE_URL: url }).DESKHOOK_TRACE_URL;

  it.each([
    'https://tracing.example/trace/{traceId}',
    'http://127.0.0.1:16686/trace/{traceId}?uiFind={traceId}',
    'https://grafana.example/explore?left={"queries":[{"query":"{traceId}"}]}',
  ])('may be %s', (url) => {
    expect(read(url)).toBe(url);
  });

  it.each([
    'https://tracing.example/trace/',
    'https://tracing.example/{traceID}',
    'javascript:alert("{traceId}")',
    'tracing.example/{traceId}',
    '{traceId}',
    'file:///{traceId}',
  ])('may not be %s, which the start says', (url) => {
    expect(() => read(url)).toThrow(/DESKHOOK_TRACE_URL: must be an http or https address with \{traceId\}/);
  });

  it('need not be', () => {
    expect(read('')).toBeUndefined();
  });
});
