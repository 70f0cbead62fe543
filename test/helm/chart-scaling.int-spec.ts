import { expect, test } from '@jest/globals';
import type { ConsumerDeclaration } from '@deskhook/messaging';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { ALL_ON, describeChart, render, REQUIRED } from './chart.js';
import { scaledObjectSchema } from './objects.schema.js';
import { byKind, SERVICES } from './pods.js';

const FOLLOWED: Readonly<Record<string, readonly ConsumerDeclaration[] | undefined>> = {
  evaluator: evaluatorService.consumers,
  dispatcher: dispatcherService.consumers,
  logs: logsService.consumers,
};

describeChart('autoscaling', () => {
  test('follows the lag of exactly the consumers that the services declare', async () => {
    const scaled = byKind(await render(ALL_ON), 'ScaledObject');
    expect([...scaled.keys()].sort()).toEqual(Object.keys(FOLLOWED).sort());
    for (const [name, consumers = []] of Object.entries(FOLLOWED)) {
      const { triggers, scaleTargetRef } = scaledObjectSchema.parse(scaled.get(name)?.spec);
      expect(scaleTargetRef.name).toBe(`dh-deskhook-${name}`);
      const followed = triggers.map(({ metadata }) => `${metadata['stream']}/${metadata['consumer']}`);
      expect(followed.sort()).toEqual(consumers.map(({ stream, durable }) => `${stream}/${durable}`).sort());
      for (const { type, metadata } of triggers) {
        expect(type).toBe('nats-jetstream');
        expect(metadata).toMatchObject({
          natsServerMonitoringEndpoint: 'nats-headless.nats.svc:8222',
          account: '$G',
          useHttps: 'false',
          lagThreshold: name === 'dispatcher' ? '2000' : '1000',
        });
      }
    }
  });

  test('never goes to nothing, and down gently', async () => {
    for (const { spec } of byKind(await render(ALL_ON), 'ScaledObject').values()) {
      expect(spec).toMatchObject({
        minReplicaCount: 2,
        // A broker that does not answer takes no replica away: there may be work for all of them.
        fallback: { replicas: 2, behavior: 'currentReplicasIfHigher' },
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: 300,
                policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
              },
            },
          },
        },
      });
    }
  });

  test('of the gateway goes by what it uses', async () => {
    const hpa = byKind(await render(ALL_ON), 'HorizontalPodAutoscaler').get('gateway');
    const utilization = (name: string, averageUtilization: number) => ({
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization } },
    });
    expect(hpa?.spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: 'dh-deskhook-gateway' },
      minReplicas: 2,
      metrics: [utilization('cpu', 70), utilization('memory', 80)],
    });
  });

  test('has replicas to itself: an upgrade does not set them back', async () => {
    const deployments = byKind(await render(ALL_ON), 'Deployment');
    const scaled = ['gateway', ...Object.keys(FOLLOWED)];
    for (const name of SERVICES)
      expect(deployments.get(name)?.spec['replicas']).toBe(scaled.includes(name) ? undefined : 2);
    expect([...byKind(await render(ALL_ON), 'PodDisruptionBudget').keys()].sort()).toEqual(
      [...SERVICES].sort(),
    );
  });

  test.each([
    [
      'services.evaluator',
      { services: { evaluator: { autoscaling: { enabled: true } } } },
      /keda\.natsMonitoringEndpoint/,
    ],
    [
      'services.scheduler',
      { services: { scheduler: { autoscaling: { enabled: true } } } },
      /services\.scheduler\.autoscaling\.enabled/,
    ],
    [
      'services.gateway',
      { services: { gateway: { autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 3 } } } },
      /services\.gateway\.autoscaling\.maxReplicas/,
    ],
  ])('that cannot work is refused: %s', async (_name, values, message) => {
    await expect(render({ ...REQUIRED, ...values })).rejects.toThrow(message);
  });
});
