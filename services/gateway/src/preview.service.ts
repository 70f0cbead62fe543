import { randomBytes } from 'node:crypto';
import {
  FailureError,
  type BacktestAnswer,
  type BacktestInput,
  type PreviewAnswer,
  type PreviewInput,
  type RpcAnswer,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { RpcClient } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';
import { failure } from './failures.js';

/** Longer than a backtest looks at events. */
const BACKTEST_MS_MAX = 25_000;
const WINDOW_MS = 7 * 86_400_000;

type Draft = RpcAnswer<'subscriptions.draft'>;
type ChosenSubscription = Pick<PreviewInput, 'subscription' | 'subscriptionId'>;

/** What a subscription would do, asked of the services that would do it. */
@Injectable()
export class PreviewService {
  constructor(private readonly rpc: RpcClient) {}

  async preview(tenant: string, input: PreviewInput): Promise<PreviewAnswer> {
    const { record: found, calendars } = await this.draft(tenant, input);
    const event = await this.event(tenant, input);
    // An event that came before the subscription was made can be tried on it all the same.
    const record = { ...found, createdAt: 0 };
    const asked = { tenant, record, calendars, event };
    const { deliveries, ...seen } = await this.rpc.call('evaluator.preview', asked);
    const { requests } = await this.rpc.call('dispatcher.preview', { record, event, deliveries });
    return { ...seen, request: requests[0] ?? null, requests: seen.reason === 'fired' ? requests : [] };
  }

  async backtest(tenant: string, { samples, ...input }: BacktestInput): Promise<BacktestAnswer> {
    const window = windowOf(input, Date.now());
    const draft = await this.draft(tenant, input);
    return this.rpc.call('logs.backtest', { tenant, ...draft, ...window, samples }, BACKTEST_MS_MAX);
  }

  private async draft(
    tenant: string,
    { subscription: input, subscriptionId: id }: ChosenSubscription,
  ): Promise<Draft> {
    if (input === undefined) return this.rpc.call('subscriptions.draft', { tenant, id });
    try {
      return await this.rpc.call('subscriptions.draft', { tenant, input });
    } catch (error) {
      throw below('/subscription', error);
    }
  }

  private async event(tenant: string, { event, eventId }: PreviewInput): Promise<StoredEventMessage> {
    if (event !== undefined) return written(event, Date.now());
    return (await this.rpc.call('logs.events.get', { tenant, id: eventId ?? '' })).stored;
  }
}

/** An event that is written by hand need not say what only the machinery asks for. */
function written(event: Readonly<Record<string, unknown>>, now: number): StoredEventMessage {
  const id = `preview-${randomBytes(9).toString('base64url')}`;
  const whole = { specversion: '1.0', id, source: '/preview', ...event };
  const type = typeof event['type'] === 'string' ? event['type'] : '';
  return { payload: JSON.stringify(whole), attributes: {}, type, acceptedAt: now };
}

function windowOf(input: Pick<BacktestInput, 'from' | 'to'>, now: number): { from: string; to: string } {
  const to = input.to === undefined ? now : Date.parse(input.to);
  const from = input.from === undefined ? to - WINDOW_MS : Date.parse(input.from);
  if (from < to) return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const detail = 'must be before "to", which is now unless it is given';
  throw failure('invalid', `/from: ${detail}`, [{ pointer: '/from', detail }]);
}

/** The same failure, with pointers from where the subscription stands in the request. */
function below(place: string, error: unknown): unknown {
  if (!(error instanceof FailureError) || error.failure.errors === undefined) return error;
  const errors = error.failure.errors.map(({ pointer, detail }) => ({ pointer: place + pointer, detail }));
  // The sentence names the first fault of each kind by its pointer, too.
  const detail = error.failure.detail.replaceAll(/(^|; )(?=\/)/g, `$1${place}`);
  return new FailureError({ ...error.failure, detail, errors }, { cause: error });
}
