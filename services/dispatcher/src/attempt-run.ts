import { TransientError, type AttemptReport } from '@deskhook/contracts';
import { faultOf, type Rendered } from '@deskhook/dialects';
import type { DeliveryStep } from '@deskhook/domain';
import type { MeasuredAttempt } from './attempt-metrics.js';
import { reportHead } from './attempt-report.js';
import type { AttemptService, MadeAttempt } from './attempt.service.js';
import type { DeliveryMessage } from './delivery-message.js';
import { attemptSpan } from './delivery-span.js';
import type { Observation } from './endpoints/endpoint-control.js';
import type { RenderService } from './render.service.js';
import type { SendableSubscription } from './sendable-subscription.js';

/** What every attempt of a delivery has in common. */
export interface RepeatedRequest extends Rendered {
  /** Where the dialect signs once: what a retry sends instead of a signature of its own. */
  readonly signature?: Readonly<Record<string, string>> | undefined;
}

/** What came of a delivery's turn: one attempt, or more where another token or form was worth a try at once. */
export interface AttemptRun {
  /** What the log hears, in this order. */
  readonly reports: readonly AttemptReport[];
  /** What each of them sent. */
  readonly bodies: readonly Uint8Array[];
  readonly step: DeliveryStep;
  /** Sent again by a retry; null when nothing was rendered. */
  readonly repeated: RepeatedRequest | null;
  /** What it taught about the endpoint; null when no request was made. */
  readonly observation: Observation | null;
  /** What metrics tell of the requests that were made. */
  readonly measured: readonly MeasuredAttempt[];
  readonly dialect: string;
  readonly last: { readonly numberBefore: number; readonly traceparent: string };
}

type EndedRun = Omit<AttemptRun, 'dialect'>;
type MadeAttempts = readonly [MadeAttempt, ...MadeAttempt[]];

/** Renders a delivery and makes its attempt. */
export class AttemptRunner {
  constructor(
    private readonly renderer: RenderService,
    private readonly attempts: AttemptService,
  ) {}

  async run(message: DeliveryMessage, subscription: SendableSubscription): Promise<AttemptRun> {
    const ended = await this.tried(message, subscription);
    return { ...ended, dialect: subscription.dialect.name };
  }

  private async tried(message: DeliveryMessage, subscription: SendableSubscription): Promise<EndedRun> {
    const rendered = await this.render(message, subscription);
    if (rendered instanceof Error) return unrenderable(message, faultOf(rendered));
    const { made, last } = await this.tokenTried(message, rendered, subscription);
    const [first] = made;
    const signature = subscription.dialect.signsOnce === true ? first.signature : undefined;
    const repeated = { ...rendered, signature };
    const before = made.at(-1) ?? first;
    const alternative = this.renderer.alternative(rendered, codeOf(before), subscription);
    if (alternative === null) return this.ended(last, made, repeated);
    const probe = probeOf(last, before);
    const tried = await this.attempts.make(probe, alternative, subscription);
    const refused = announcing(before, 'the other form of the body is tried');
    return this.ended(probe, made.length === 1 ? [refused, tried] : [first, refused, tried], repeated);
  }

  /** One attempt, or two where the first one failed for an access token that was no longer good. */
  private async tokenTried(
    message: DeliveryMessage,
    rendered: Rendered,
    subscription: SendableSubscription,
  ): Promise<{ readonly made: MadeAttempts; readonly last: DeliveryMessage }> {
    const first = await this.attempts.make(message, rendered, subscription);
    if (!this.attempts.renews(first, subscription)) return { made: [first], last: message };
    const last = repeatOf(message, first);
    const second = await this.attempts.make(last, rendered, subscription);
    return { made: [announcing(first, 'it is tried with a new access token'), second], last };
  }

  private ended({ delivery }: DeliveryMessage, made: MadeAttempts, repeated: RepeatedRequest): EndedRun {
    const last = made.at(-1) ?? made[0];
    if (last.step.status === 'delivered') this.renderer.accepted(delivery, last.rendered);
    const { numberBefore } = delivery;
    const reports = made.map(({ report }) => report);
    const bodies = made.map((attempt) => attempt.rendered.body);
    const measured = made.map((attempt) => attempt.measured);
    const { step, traceparent, observation } = last;
    return { reports, bodies, step, repeated, observation, measured, last: { numberBefore, traceparent } };
  }

  /** The request, or why it can never be one. */
  private async render(
    message: DeliveryMessage,
    subscription: SendableSubscription,
  ): Promise<Rendered | Error> {
    try {
      return await this.renderer.render(message, subscription);
    } catch (error) {
      if (error instanceof TransientError) throw error;
      return error instanceof Error ? error : new TypeError(String(error));
    }
  }
}

function codeOf({ report }: MadeAttempt): number | null {
  return report.response?.code ?? null;
}

/** The same delivery with the next number; it takes no place in the retry schedule. */
function repeatOf(message: DeliveryMessage, { traceparent: previous }: MadeAttempt): DeliveryMessage {
  const { number, numberBefore } = message.delivery;
  return {
    ...message,
    delivery: { ...message.delivery, number: number + 1, numberBefore: numberBefore + 1, previous },
  };
}

/** Of another body, to be signed anew. */
function probeOf(message: DeliveryMessage, before: MadeAttempt): DeliveryMessage {
  const rendered = message.rendered === null ? null : { ...message.rendered, signature: undefined };
  return { ...repeatOf(message, before), rendered };
}

/** The log hears why the first one failed and that the next attempt follows at once. */
function announcing(made: MadeAttempt, what: string): MadeAttempt {
  const { at, durationMs = 0 } = made.report;
  const reason = `the endpoint answered ${codeOf(made)}; ${what} at once`;
  const nextAttemptAt = Math.ceil(at + durationMs);
  const retry = { kind: 'at-once' } as const;
  return { ...made, report: { ...made.report, status: 'retrying', reason, nextAttemptAt, retry } };
}

/** No later attempt could do better. Once the subscription's template is mended, it can be replayed. */
function unrenderable(message: DeliveryMessage, why: string): EndedRun {
  const { delivery } = message;
  const span = attemptSpan(message);
  const reason = `the body could not be rendered: ${why}`;
  span.set({ 'deskhook.delivery.status': 'dead' });
  span.fail('unrenderable', reason);
  span.end();
  const head = { ...reportHead(delivery, span), at: Date.now(), nextAttemptAt: null };
  const { numberBefore } = delivery;
  return {
    reports: [{ ...head, status: 'dead', reason, error: reason }],
    bodies: [],
    step: { status: 'dead', reason },
    repeated: null,
    observation: null,
    measured: [],
    last: { numberBefore, traceparent: '' },
  };
}
