// Test support: the event that ShahiAssist's golden vectors show, and its renderings.
import { DIALECTS, type OptionValues, type Rendered, resolveOptions } from '@deskhook/dialects';
import { aRenderInput, type RenderOverrides } from '../support/render-input.js';
import { goldenText } from './golden-vector.js';

const { shahiassist } = DIALECTS;

export const SECRET = 'test_secret';
export const GOLDEN_EVENT = JSON.parse(goldenText('shahi-event.json'));

export const optionsOf = (options: OptionValues): OptionValues =>
  resolveOptions(shahiassist.options, options);

export const textOf = ({ body }: Pick<Rendered, 'body'>): string => Buffer.from(body).toString();

export function render(options: OptionValues, overrides: RenderOverrides = {}): Rendered {
  const golden = { trigger: 'ticket.created', secret: SECRET, ...GOLDEN_EVENT };
  return shahiassist.render(aRenderInput({ ...golden, ...overrides, options: optionsOf(options) }));
}

/** The signature header of a body. */
export function signatureOf(body: Uint8Array, secrets: readonly string[] = [SECRET]): string | undefined {
  return shahiassist.signer(secrets)({ deliveryId: 'dlv_1', at: 0, body })['x-shahi-assist-signature'];
}
