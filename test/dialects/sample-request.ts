// Test support: the request of a native event's sample, rendered and signed as the dispatcher does.
import { isCatalogueType } from '@deskhook/domain';
import { resolveOptions, type Dialect, type OptionValues, type RenderInput } from '@deskhook/dialects';
import { sampleEvent, type SampleEvent } from '../../libs/dialects/src/canonical/sample-event.js';
import { aRenderInput } from '../support/render-input.js';
import type { HandMade } from './send.js';

export interface RequestSettings {
  readonly secret?: string | null;
  readonly options?: OptionValues;
  readonly variant?: string;
}

/** When the samples happened. */
export const SAMPLE_AT = new Date('2026-02-17T14:45:00.000Z');

/** The canonical event that shows a native one. */
export function nativeSample(dialect: Dialect, native: string): SampleEvent {
  const sample = dialect.samples?.[native];
  if (sample === undefined || !isCatalogueType(sample.type))
    throw new Error(`${dialect.name} has no sample of ${native}`);
  return sampleEvent(sample.type, 'acme', `sample-${native}`, SAMPLE_AT, sample.data);
}

/** The whole request of a native event's sample. */
export function sampleRequest(dialect: Dialect, native: string, settings: RequestSettings = {}): HandMade {
  return requestOf(dialect, renderInputOf(dialect, native, settings), settings.secret ?? null);
}

export function renderInputOf(dialect: Dialect, native: string, settings: RequestSettings): RenderInput {
  const { type, time, data } = nativeSample(dialect, native);
  return aRenderInput({
    type,
    time,
    data,
    trigger: native,
    options: resolveOptions(dialect.options, settings.options ?? {}),
    secret: settings.secret ?? null,
    variant: settings.variant ?? null,
  });
}

function requestOf(dialect: Dialect, input: RenderInput, secret: string | null): HandMade {
  const { contentType, body, headers } = dialect.render(input);
  const signature = dialect.signer(secret === null ? [] : [secret])({
    deliveryId: input.deliveryId,
    at: input.acceptedAt,
    body,
  });
  return { contentType, body, headers: { ...headers, ...signature } };
}
