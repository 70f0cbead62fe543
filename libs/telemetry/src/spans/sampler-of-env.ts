import { diag } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT = 'parentbased_always_on';

/**
 * The sampler that `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG` ask for (OpenTelemetry, "Environment Variable
 * Specification", General SDK Configuration). As it says, a value that is unknown is told of and the default stands in.
 */
export function samplerOfEnv(env: Environment): Sampler {
  const name = env['OTEL_TRACES_SAMPLER']?.trim().toLowerCase() || DEFAULT;
  const [, parentBased, rule = name] = /^(parentbased_)?(.+)$/.exec(name) ?? [];
  const root = rootSampler(rule, env);
  if (root !== null) return parentBased === undefined ? root : new ParentBasedSampler({ root });
  diag.error(`OTEL_TRACES_SAMPLER "${name}" is not known: ${DEFAULT} is used`);
  return new ParentBasedSampler({ root: new AlwaysOnSampler() });
}

function rootSampler(rule: string, env: Environment): Sampler | null {
  switch (rule) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratioOf(env['OTEL_TRACES_SAMPLER_ARG']));
    default:
      return null;
  }
}

function ratioOf(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return 1;
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return ratio;
  diag.error(`OTEL_TRACES_SAMPLER_ARG must be a number between 0 and 1, not "${text}": 1 is used`);
  return 1;
}
