// What the chart's tests look at in Kubernetes' objects; whether an object is a right one, its models say.
import { z } from 'zod';

const texts = z.record(z.string(), z.string());
const anything = z.record(z.string(), z.unknown());

const envSchema = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({
      secretKeyRef: z
        .object({ name: z.string(), key: z.string(), optional: z.boolean().optional() })
        .optional(),
    })
    .optional(),
});

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()).optional(),
  env: z.array(envSchema).default([]),
  envFrom: z.array(anything).default([]),
  resources: z.object({ requests: texts, limits: texts }),
  securityContext: anything,
  startupProbe: anything.optional(),
  livenessProbe: anything.optional(),
  readinessProbe: anything.optional(),
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }).optional(),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).default([]),
});
export type Container = z.infer<typeof containerSchema>;

const volumeSchema = z.object({
  name: z.string(),
  secret: z
    .object({ secretName: z.string(), items: z.array(z.object({ key: z.string(), path: z.string() })) })
    .optional(),
});

export const podSpecSchema = z.object({
  serviceAccountName: z.string().optional(),
  automountServiceAccountToken: z.boolean(),
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: anything,
  topologySpreadConstraints: z.array(anything).default([]),
  initContainers: z.array(anything).default([]),
  containers: z.array(containerSchema).min(1),
  volumes: z.array(volumeSchema).default([]),
});
export type PodSpec = z.infer<typeof podSpecSchema>;

const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  labels: texts.default({}),
  annotations: texts.default({}),
});

const partsSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: anything.default({}),
  data: texts.default({}),
});
export const kubeObjectSchema = z
  .looseObject({})
  .transform((source) => ({ ...partsSchema.parse(source), source }));
export type KubeObject = z.infer<typeof kubeObjectSchema>;

export const podTemplateSchema = z.object({
  metadata: metadataSchema.partial({ name: true }),
  spec: podSpecSchema,
});

const ipBlockSchema = z.object({ cidr: z.string(), except: z.array(z.string()).default([]) });
export type IpBlock = z.infer<typeof ipBlockSchema>;

const peerSchema = z.object({
  ipBlock: ipBlockSchema.optional(),
  podSelector: anything.optional(),
  namespaceSelector: anything.optional(),
});
const portSchema = z.looseObject({ protocol: z.string(), port: z.number() });
export const policySchema = z.object({
  podSelector: z.object({ matchLabels: texts }),
  policyTypes: z.array(z.string()),
  ingress: z.array(z.object({ from: z.array(peerSchema), ports: z.array(portSchema) })).default([]),
  egress: z.array(z.object({ to: z.array(peerSchema), ports: z.array(portSchema) })).default([]),
});
export type Policy = z.infer<typeof policySchema>;

export const scaledObjectSchema = z.object({
  minReplicaCount: z.number(),
  maxReplicaCount: z.number(),
  scaleTargetRef: z.object({ name: z.string() }),
  triggers: z.array(z.object({ type: z.string(), metadata: texts })),
});
