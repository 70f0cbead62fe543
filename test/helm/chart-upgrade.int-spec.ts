import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeChart, QUICKSTART, render } from './chart.js';
import { byKind } from './pods.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What an earlier installation drew. */
const DRAWN = {
  'root-key': base64('root key of before'),
  'secrets-key': base64(base64('a secrets key of 32 bytes, before')),
  'nats-password': base64('password of the broker before'),
  'postgres-password': base64('password of the database before'),
};
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'dh-deskhook-quickstart',
    namespace: 'support',
    // By which helm knows what is the release's own.
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': 'dh', 'meta.helm.sh/release-namespace': 'support' },
  },
  data: DRAWN,
};
/** Kinds of the quickstart's objects by group: helm asks for them, and the chart for the Secret. */
const KINDS = {
  '/api/v1': ['ConfigMap', 'Secret', 'Service', 'ServiceAccount', 'Pod'],
  '/apis/apps/v1': ['Deployment', 'StatefulSet'],
  '/apis/networking.k8s.io/v1': ['NetworkPolicy'],
} as const;
const resource = (kind: string) => {
  const singularName = kind.toLowerCase();
  const name = singularName.endsWith('y') ? singularName.replace(/y$/, 'ies') : `${singularName}s`;
  return { name, singularName, namespaced: true, kind, verbs: ['get'] };
};
const lists = Object.entries(KINDS).map(([path, kinds]) => {
  const groupVersion = path.replace(/^\/apis?\//, '');
  return [path, { kind: 'APIResourceList', groupVersion, resources: kinds.map(resource) }] as const;
});
const groups = ['apps', 'networking.k8s.io'].map((name) => {
  const version = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [version], preferredVersion: version };
});

/** As much of a cluster's API as helm asks for when a chart looks something up. */
const ANSWERS: Readonly<Record<string, object>> = {
  '/version': { major: '1', minor: '33', gitVersion: 'v1.33.0' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups },
  ...Object.fromEntries(lists),
  '/api/v1/namespaces/support/secrets/dh-deskhook-quickstart': SECRET,
};
const NOT_FOUND = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };

let cluster: Server;
let url: string;
beforeAll(async () => {
  cluster = createServer((request, response) => {
    const answer = ANSWERS[(request.url ?? '').replace(/\?.*/, '')];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? NOT_FOUND));
  }).listen(0, '127.0.0.1');
  await once(cluster, 'listening');
  const address = cluster.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => void cluster.close());

describeChart('an upgrade of the quickstart', () => {
  test('keeps the keys and passwords that its installation drew', async () => {
    const secrets = byKind(await render(QUICKSTART, { cluster: url }), 'Secret');
    expect(secrets.get('quickstart')?.data).toEqual(DRAWN);
    expect(secrets.get('dh-deskhook')?.data).toEqual({
      'root-key': DRAWN['root-key'],
      'secrets-key': DRAWN['secrets-key'],
      password: DRAWN['postgres-password'],
    });
  });

  test('draws what is not there', async () => {
    const other = { cluster: url, release: 'another' };
    const secrets = byKind(await render(QUICKSTART, other), 'Secret', 'another-deskhook');
    expect(Object.keys(secrets.get('quickstart')?.data ?? {}).sort()).toEqual(Object.keys(DRAWN).sort());
    expect(secrets.get('quickstart')?.data['root-key']).not.toBe(DRAWN['root-key']);
  });
});
