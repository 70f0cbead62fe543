// Test support: whether an object is one that a cluster takes, by the models that Kubernetes' own schemas are made into.
import { z } from 'zod';
import type { KubeObject } from './objects.schema.js';

/** Packages of the models by API group; all others are Kubernetes' own. */
const PACKAGES: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
};

type Model = new (data: object) => { validate(): void };
const modelSchema = z.custom<Model>((value) => typeof value === 'function', 'must be a model');

/** The module and the name of an object's model, such as `kubernetes-models/apps/v1`, `Deployment`. */
export function modelModule({ apiVersion }: Pick<KubeObject, 'apiVersion'>): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${PACKAGES[group] ?? 'kubernetes-models'}/${apiVersion}`;
}

/** Throws what is wrong with an object, or that nobody knows its kind. */
export async function validateObject(object: KubeObject): Promise<void> {
  const module: unknown = await import(`${modelModule(object)}/${object.kind}`);
  const Model = z.record(z.string(), modelSchema).parse({ ...z.looseObject({}).parse(module) })[object.kind];
  if (Model === undefined) throw new Error(`no model of ${object.apiVersion} ${object.kind}`);
  new Model(object.source).validate();
}
