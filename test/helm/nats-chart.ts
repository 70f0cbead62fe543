// Test support: the configuration that NATS' own chart makes of values, in as much as deploy/nats/values-nats-chart.yaml uses it.
// The chart itself is nowhere to be had without a download; this follows its files/config and its `nats.formatConfig`.
import { z } from 'zod';

const tree = z.record(z.string(), z.unknown());
const tls = z.strictObject({ enabled: z.literal(true), secretName: z.string() });
const secretRef = z.strictObject({ name: z.string(), key: z.string() });
const patch = <T extends z.ZodType>(path: string, value: T) =>
  z.array(z.strictObject({ op: z.literal('add'), path: z.literal(path), value })).min(1);

/** Strict: a value that is of no chart, or in the wrong place, would be ignored in silence. */
export const natsValuesSchema = z.strictObject({
  config: z.strictObject({
    cluster: z.strictObject({ enabled: z.literal(true), replicas: z.number(), tls }),
    jetstream: z.strictObject({
      enabled: z.literal(true),
      fileStore: z.strictObject({ pvc: z.strictObject({ size: z.string() }), maxSize: z.string() }),
      merge: tree,
    }),
    nats: z.strictObject({ tls }),
    monitor: z.strictObject({ enabled: z.literal(true), port: z.number() }),
    merge: tree,
  }),
  tlsCA: z.strictObject({ enabled: z.literal(true), secretName: z.string(), key: z.string() }),
  container: z.strictObject({
    env: z.record(
      z.string(),
      z.union([z.string(), z.strictObject({ valueFrom: z.strictObject({ secretKeyRef: secretRef }) })]),
    ),
    merge: tree,
    patch: patch('/volumeMounts/-', z.strictObject({ name: z.string(), mountPath: z.string() })),
  }),
  reloader: z.strictObject({ patch: patch('/args/-', z.string()) }),
  podTemplate: z.strictObject({
    topologySpreadConstraints: tree,
    patch: patch(
      '/spec/volumes/-',
      z.strictObject({ name: z.string(), configMap: z.strictObject({ name: z.string() }) }),
    ),
  }),
  natsBox: z.strictObject({ enabled: z.boolean() }),
  extraResources: z.array(tree),
});
export type NatsValues = z.infer<typeof natsValuesSchema>;

/** The text of nats.conf, for a release and a namespace that are both `nats`. */
export function natsConfig({ config, tlsCA }: NatsValues): string {
  const { cluster, jetstream, nats, monitor, merge } = config;
  const certificates = (name: string, used: { readonly secretName: string } | undefined) =>
    used && {
      cert_file: `/etc/nats-certs/${name}/tls.crt`,
      key_file: `/etc/nats-certs/${name}/tls.key`,
      ca_file: `/etc/nats-ca-cert/${tlsCA.key}`,
    };
  const routes = Array.from({ length: cluster.replicas }, (_, at) => `tls://nats-${at}.nats-headless:6222`);
  return formatted({
    server_name: '<< $SERVER_NAME >>',
    lame_duck_grace_period: '10s',
    lame_duck_duration: '30s',
    pid_file: '/var/run/nats/nats.pid',
    port: 4222,
    tls: certificates('nats', nats.tls),
    cluster: {
      name: 'nats',
      port: 6222,
      no_advertise: true,
      routes,
      tls: certificates('cluster', cluster.tls),
    },
    http_port: monitor.port,
    jetstream: {
      max_memory_store: 0,
      store_dir: '/data',
      max_file_store: `<< ${jetstream.fileStore.maxSize} >>`,
      ...jetstream.merge,
    },
    ...merge,
  });
}

/** As JSON with sorted keys, where `$include` is a directive and what stands in << >> is not quoted. */
function formatted(config: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(config).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted), null, 2)
    .replaceAll(/".*\$include": "(.*)",?/g, 'include $1;')
    .replaceAll(/"<<\s+(.*)\s+>>"/g, '$1');
}
