import {
  FailureError,
  type RpcAnswer,
  type RpcRequest,
  type Subscription,
  type SubscriptionInput,
} from '@deskhook/contracts';
import { importTrigger } from '@deskhook/domain';
import { invalid, pointed } from './faults.js';
import { asInput, carriedOver, type CarriedOver } from './imported-input.js';
import { SubscriptionDraftsService } from './subscription-drafts.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** Stands in while a trigger is only looked at that names no address: everything else can be judged all the same. */
const SOME_URL = 'https://example.com/webhook';

/** Makes subscriptions of the triggers of other helpdesks. */
export class TriggerImportsService {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly drafts: SubscriptionDraftsService,
  ) {}

  async import({
    tenant,
    input: { dryRun, format, trigger, ...given },
  }: RpcRequest<'subscriptions.import'>): Promise<RpcAnswer<'subscriptions.import'>> {
    const read = importTrigger(format, trigger, given);
    if (!read.ok) {
      const errors = read.faults.map(({ pointer, detail }) => ({ pointer: `/trigger${pointer}`, detail }));
      throw invalid(pointed(errors));
    }
    const carried = carriedOver(read.trigger);
    try {
      const subscription = await this.make(tenant, asInput(carried), dryRun);
      return { subscription, input: { ...carried.input }, notCarriedOver: [...carried.notCarriedOver] };
    } catch (error) {
      throw withCarried(error, carried);
    }
  }

  private async make(
    tenant: string,
    input: SubscriptionInput,
    dryRun: boolean,
  ): Promise<Subscription | null> {
    if (!dryRun && input.urls.length === 0) throw nowhere();
    if (!dryRun) return this.subscriptions.create({ tenant, input }, 'importTrigger');
    const urls = input.urls.length === 0 ? [SOME_URL] : input.urls;
    await this.drafts.draft({ tenant, input: { ...input, urls } });
    return null;
  }
}

function nowhere(): FailureError {
  const detail = 'the trigger names no address that is known: give its webhook in `webhooks`, or `urls`';
  return invalid(pointed([{ pointer: '/urls', detail }]));
}

/** The failure, with what the trigger became: its pointers lead into that. */
function withCarried(error: unknown, { input, notCarriedOver }: CarriedOver): unknown {
  if (!(error instanceof FailureError) || error.failure.kind !== 'invalid') return error;
  return new FailureError({ ...error.failure, extensions: { input, notCarriedOver } }, { cause: error });
}
