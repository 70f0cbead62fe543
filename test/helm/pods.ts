// Test support: the pods that a rendered chart makes, by component.
import type { Rendered } from './chart.js';
import {
  podSpecSchema,
  podTemplateSchema,
  type Container,
  type KubeObject,
  type PodSpec,
} from './objects.schema.js';

export const SERVICES = ['gateway', 'subscriptions', 'evaluator', 'dispatcher', 'scheduler', 'logs'] as const;
export const HOOKS = ['provision', 'migrate'] as const;

export interface RenderedPod {
  readonly component: string;
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly container: Container;
  readonly owner: KubeObject;
}

/** All pods, whatever makes them. */
export function podsOf({ objects }: Rendered): readonly RenderedPod[] {
  return objects
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job', 'Pod'].includes(kind))
    .map((owner) => {
      const { metadata, spec } =
        owner.kind === 'Pod'
          ? { metadata: owner.metadata, spec: podSpecSchema.parse(owner.spec) }
          : podTemplateSchema.parse(owner.spec['template']);
      const [container] = spec.containers;
      if (container === undefined) throw new Error(`${owner.metadata.name} has no container`);
      const component = metadata.labels['app.kubernetes.io/component'] ?? '';
      const { labels, annotations } = metadata;
      return { component, kind: owner.kind, labels, annotations, spec, container, owner };
    });
}

export function podOf(rendered: Rendered, component: string): RenderedPod {
  const pod = podsOf(rendered).find((one) => one.component === component);
  if (pod === undefined) throw new Error(`there is no pod of ${component}`);
  return pod;
}

/** Objects of one kind by what their names add to the release's. */
export function byKind(
  { objects }: Rendered,
  kind: string,
  release = 'dh-deskhook',
): ReadonlyMap<string, KubeObject> {
  const found = objects.filter((one) => one.kind === kind);
  return new Map(found.map((one) => [one.metadata.name.replace(`${release}-`, ''), one]));
}
