// Test support: the chart, rendered by the real helm. Where none can be found or built, its tests are skipped, and it is said.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, jest } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { findGoTool } from '../../tools/go-tools/find-go-tool.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import type { CommandResult } from '../../tools/nats-server/run-command.js';
import { kubeObjectSchema, type KubeObject } from './objects.schema.js';

export const CHART = join(projectRoot(), 'deploy', 'helm', 'deskhook');
export const RELEASE = 'dh';
const HELM_MS_MAX = 60_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;
const TEST_MS_MAX = 120_000;

// A test may render the chart often, each time in a process of its own.
jest.setTimeout(TEST_MS_MAX);

const helm = await findGoTool('helm', { onProgress: (line) => process.stderr.write(`${line}\n`) });
if (helm.kind === 'failed')
  process.stderr.write(`SKIPPED: the chart deploy/helm/deskhook is not checked, no helm: ${helm.reason}\n`);

/** `describe`, skipped where there is no helm. */
export const describeChart = helm.kind === 'found' ? describe : describe.skip;

/** What an installation cannot do without. */
export const REQUIRED = {
  nats: { url: 'nats://nats.nats.svc:4222' },
  database: { host: 'postgres.databases.svc', existingSecret: 'deskhook-database' },
  secrets: { existingSecret: 'deskhook-keys' },
} as const;

/** Everything that can be turned on, on. */
export const ALL_ON = {
  ...REQUIRED,
  commonLabels: { 'example.com/team': 'support' },
  commonAnnotations: { 'example.com/owner': 'support@example.com' },
  global: { imageRegistry: 'images.example', imagePullSecrets: [{ name: 'pull' }] },
  image: { digest: `sha256:${'0'.repeat(64)}` },
  nats: {
    url: ['nats://nats-0.nats.svc:4222', 'nats://nats-1.nats.svc:4222'],
    auth: { type: 'password', existingSecret: 'deskhook-nats' },
    tls: { ca: { existingSecret: 'nats-ca' }, clientCertificate: { existingSecret: 'nats-client' } },
  },
  database: {
    ...REQUIRED.database,
    tls: { ca: { existingSecret: 'postgres-ca' }, clientCertificate: { existingSecret: 'postgres-client' } },
  },
  config: {
    egressAllow: ['10.20.0.0/16', '169.0.0.0/8', 'fd00::/8'],
    trustedProxies: ['10.0.0.0/8'],
    drainMs: 40_500,
  },
  egress: { ca: { existingSecret: 'egress-ca' }, proxy: { existingSecret: 'egress-proxy' } },
  telemetry: {
    otlp: {
      endpoint: 'http://collector.observability.svc:4318',
      metrics: true,
      sampler: 'parentbased_traceidratio',
      samplerArg: '0.1',
      headersSecret: { name: 'collector' },
    },
  },
  metrics: {
    serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
    rules: { enabled: true, labels: { release: 'prometheus' } },
    dashboards: { enabled: true },
  },
  defaults: {
    env: { NODE_OPTIONS: '--max-old-space-size=512' },
    extraEnv: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    extraEnvFrom: [{ secretRef: { name: 'more', optional: true } }],
    extraVolumes: [{ name: 'more', emptyDir: {} }],
    extraVolumeMounts: [{ name: 'more', mountPath: '/more' }],
    annotations: { 'example.com/reload': 'true' },
    podLabels: { 'example.com/mesh': 'off' },
    podAnnotations: { 'example.com/note': 'text' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    priorityClassName: 'high',
  },
  services: {
    gateway: { autoscaling: { enabled: true, targetMemoryPercent: 80 } },
    evaluator: { autoscaling: { enabled: true } },
    dispatcher: { autoscaling: { enabled: true, maxReplicas: 30, lagThreshold: 2000 } },
    logs: { autoscaling: { enabled: true } },
  },
  keda: { natsMonitoringEndpoint: 'nats-headless.nats.svc:8222', authenticationRef: { name: 'nats' } },
  hooks: {
    provision: { tenants: ['acme'] },
    serviceAccount: { annotations: { 'example.com/identity': 'deskhook' } },
    initContainers: [{ name: 'database-proxy', image: 'images.example/proxy', restartPolicy: 'Always' }],
    extraVolumes: [{ name: 'more', emptyDir: {} }],
    extraVolumeMounts: [{ name: 'more', mountPath: '/more' }],
  },
  service: {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    loadBalancerClass: 'example.com/internal',
    ipFamilyPolicy: 'PreferDualStack',
    ipFamilies: ['IPv6', 'IPv4'],
  },
  ingress: {
    enabled: true,
    className: 'nginx',
    hosts: ['deskhook.example.com'],
    tls: [{ secretName: 'deskhook-tls', hosts: ['deskhook.example.com'] }],
  },
  httpRoute: {
    enabled: true,
    parentRefs: [{ name: 'public', namespace: 'gateways' }],
    hostnames: ['deskhook.example.com'],
  },
  extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' }, data: { key: 'value' } }],
};

/** The values of values-quickstart.yaml stand in a file. */
export const QUICKSTART = join(CHART, 'values-quickstart.yaml');

export interface Rendered {
  readonly text: string;
  readonly objects: readonly KubeObject[];
}

export interface RenderOptions {
  readonly release?: string;
  readonly namespace?: string;
  /** Address of a cluster that the chart may look things up in. */
  readonly cluster?: string;
  /** Folder of another chart. */
  readonly chart?: string;
}

/** Renders the chart as `helm template` does, with values as an object or the path of a file. */
export async function render(values: object | string, options: RenderOptions = {}): Promise<Rendered> {
  const { release = RELEASE, namespace = 'support', cluster, chart = CHART } = options;
  const server = ['--dry-run=server', '--disable-openapi-validation', '--kube-apiserver', cluster ?? ''];
  const more = cluster === undefined ? [] : server;
  const result = await withValues(values, (files) =>
    runHelm(['template', release, chart, '--namespace', namespace, ...files, ...more]),
  );
  if (result.kind === 'failed') throw new Error(result.reason);
  const documents = parseAllDocuments(result.stdout).map((document) => {
    if (document.errors.length > 0) throw new Error(String(document.errors[0]));
    return document.toJS() as unknown;
  });
  const objects = documents.filter((one) => one !== null).map((one) => kubeObjectSchema.parse(one));
  return { text: result.stdout, objects };
}

/** What `helm lint --strict` says of these values. */
export function lint(values: object | string): Promise<CommandResult> {
  return withValues(values, (files) => runHelm(['lint', '--strict', CHART, ...files]));
}

async function withValues<T>(values: object | string, work: (files: string[]) => Promise<T>): Promise<T> {
  if (typeof values === 'string') return work(['--values', values]);
  const folder = mkdtempSync(join(tmpdir(), 'deskhook-helm-'));
  const file = join(folder, 'values.json');
  writeFileSync(file, JSON.stringify(values));
  try {
    return await work(['--values', file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `runCommand`, with all that helm says, since one refusal has many lines. */
function runHelm(args: readonly string[]): Promise<CommandResult> {
  if (helm.kind === 'failed') throw new Error(helm.reason);
  const { binary } = helm;
  // Not the cluster of whoever runs the tests.
  const env = { ...process.env, KUBECONFIG: '/dev/null' };
  return new Promise((resolve) => {
    execFile(
      binary,
      [...args],
      { env, timeout: HELM_MS_MAX, maxBuffer: OUTPUT_BYTES_MAX },
      (error, stdout, stderr) => {
        if (error === null) resolve({ kind: 'ok', stdout });
        else resolve({ kind: 'failed', reason: stderr || stdout || error.message });
      },
    );
  });
}
