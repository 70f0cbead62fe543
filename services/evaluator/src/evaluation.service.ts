import {
  acceptEvent,
  cloudEventAttributes,
  cloudEventHeaders,
  eventFamily,
  formatTraceparent,
  type AcceptedEvent,
  type Acceptance,
  tenantOfSubject,
  type FamilyMember,
  type Refusal,
} from '@deskhook/contracts';
import { eventReader } from '@deskhook/domain';
import { ACK, reject, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { epochMs } from '@deskhook/telemetry';
import { countEvaluated, countRefused, observeMatching } from './evaluation-metrics.js';
import { evaluationSpan, refusalTrace, tellRefusal } from './evaluation-span.js';
import type { FamilyOutlet } from './family-outlet.js';
import { planFamily, type FamilyPlan } from './family-plan.js';
import type { LoopNotices } from './loop-notice.js';
import type { SubscriptionsView } from './subscriptions.view.js';

export interface EvaluationParts {
  readonly view: SubscriptionsView;
  readonly outlet: FamilyOutlet;
  readonly loops: LoopNotices;
}

/** A message that is evaluated. */
interface TakenUp {
  readonly message: IncomingMessage;
  readonly carried: Readonly<Record<string, string>>;
  /** In epoch milliseconds, for its span. */
  readonly startedAt: number;
}

/** Turns an event into the deliveries and commands that its tenant's subscriptions call for. */
export class EvaluationService {
  constructor(
    private readonly parts: EvaluationParts,
    private readonly hopLimit: number,
    private readonly logger: Logger,
  ) {}

  /** Validates, derives, matches and publishes; the event is acknowledged after everything is stored. */
  async evaluate(message: IncomingMessage): Promise<Outcome> {
    const begun = performance.now();
    const startedAt = epochMs();
    const lagMs = Date.now() - message.storedAt;
    const carried = cloudEventHeaders(message.headers());
    const incoming = {
      subject: message.subject,
      payload: message.payload,
      attributes: cloudEventAttributes(carried),
      contentType: carried['content-type'],
    };
    const acceptance = acceptEvent(incoming, this.hopLimit);
    if (!acceptance.ok) return this.refuse(message, acceptance, startedAt);
    const { event } = acceptance;
    await this.parts.view.current();
    if (!(await this.parts.view.hasTenant(event.tenant)))
      return this.refuse(message, { ok: false, refusal: unknownTenant(event.tenant) }, startedAt);
    const family = eventFamily(event, incoming);
    const { exemplar, ...count } = await this.publish(family, event, { message, carried, startedAt });
    const durationMs = performance.now() - begun;
    const { tenant, type, id } = event;
    const derived = family.length - 1;
    countEvaluated({ tenant, type, derived, deliveries: count.deliveries, lagMs, durationMs, exemplar });
    this.logger.info({ tenant, type, eventId: id, derived, ...count, durationMs }, 'event.evaluated');
    return ACK;
  }

  private async publish(
    family: readonly FamilyMember[],
    event: AcceptedEvent,
    { message, carried, startedAt }: TakenUp,
  ) {
    const span = evaluationSpan(event, message, startedAt);
    try {
      const { storedAt: acceptedAt, sequence } = message;
      const plan = this.plan(family, acceptedAt);
      const traceparent = formatTraceparent(span.context);
      const types = family.map((member) => member.event.type);
      const selecting = this.parts.view.selecting(event.tenant, types);
      const context = { event, sequence, acceptedAt, traceparent, carried, selecting };
      const count = await this.parts.outlet.publish(plan, context);
      span.set({ 'deskhook.deliveries': count.deliveries, 'deskhook.commands': count.commands });
      return { ...count, traceId: span.context.traceId, exemplar: span.exemplar };
    } catch (error) {
      span.fail('not_stored', 'the deliveries are not stored yet');
      throw error;
    } finally {
      span.end();
    }
  }

  /** Measures the index alone: what the plan is made of otherwise does not grow with the subscriptions. */
  private plan(family: readonly FamilyMember[], acceptedAt: number): FamilyPlan {
    let matchingMs = 0;
    const match = (member: AcceptedEvent) => {
      const begun = performance.now();
      const matching = this.matching(member, acceptedAt);
      matchingMs += performance.now() - begun;
      return matching;
    };
    const plan = planFamily(family, match, acceptedAt);
    observeMatching(matchingMs);
    return plan;
  }

  /** Conditions count back from when the broker stored the event, so that every evaluation of it comes to the same. */
  private matching(event: AcceptedEvent, now: number) {
    const { view } = this.parts;
    const { tenant, type } = event;
    const workingTime = (calendar: string) => view.workingTime(tenant, calendar);
    return view.match(tenant, type, eventReader(event, { now, workingTime }));
  }

  /** A loop is told of before the event goes to the dead letters: a crash in between repeats the notice. */
  private async refuse(
    message: IncomingMessage,
    { refusal, loop }: Extract<Acceptance, { ok: false }>,
    startedAt: number,
  ): Promise<Outcome> {
    const parent = refusalTrace(message);
    const { traceId } = parent;
    if (loop !== undefined && (await this.parts.view.hasTenant(loop.tenant)))
      await this.parts.loops.tell(loop, message.storedAt, traceId);
    countRefused(message, refusal, await this.parts.view.hasTenant(tenantOfSubject(message.subject)));
    tellRefusal(message, refusal, { parent, startedAt });
    this.logger.info({ subject: message.subject, ...refusal, traceId }, 'event.refused');
    return reject(refusal);
  }
}

function unknownTenant(tenant: string): Refusal {
  return {
    reason: 'unknown_tenant',
    detail: `the tenant "${tenant}" of the subject does not exist: PUT /v1/tenants/${tenant} makes it`,
  };
}
