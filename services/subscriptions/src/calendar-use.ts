import { FailureError } from '@deskhook/contracts';
import { calendarsOf } from '@deskhook/domain';
import type { EntityManager } from 'typeorm';
import { holdCalendars } from './calendars.repository.js';
import { calendarErrors, compiledCondition, type JudgedCondition } from './condition-faults.js';
import { invalid, pointed } from './faults.js';
import { allSlaPolicies } from './sla-policies.repository.js';
import { slaPolicyDefinition } from './sla-policy-mapping.js';
import { parseStored } from './stored-subscription.js';
import { subscriptionsNaming } from './subscriptions.repository.js';

const NAMED_MAX = 5;

/** Throws when a condition asks for a calendar that the tenant does not have; those it names stay until the transaction ends. */
export async function assertCalendarsKnown(
  manager: EntityManager,
  tenant: string,
  input: JudgedCondition['input'],
): Promise<void> {
  const condition = compiledCondition(input);
  if (condition === null || calendarsOf(condition).length === 0) return;
  const known = await holdCalendars(manager, tenant);
  const errors = calendarErrors(condition, known);
  if (errors.length > 0) throw invalid(pointed(errors));
}

/** Throws a failure that says who uses the calendar, which must be locked. */
export async function assertUnused(manager: EntityManager, tenant: string, id: string): Promise<void> {
  const policies = await allSlaPolicies(manager, tenant);
  const ofPolicies = policies.filter((row) => {
    const { calendar, condition } = slaPolicyDefinition(row);
    return calendar === id || asks(id, condition);
  });
  const candidates = await subscriptionsNaming(manager, tenant, id);
  const ofSubscriptions = candidates.filter((row) => asks(id, parseStored(row).condition));
  const users = [
    ...ofPolicies.map((row) => `the SLA policy ${row.id} (${slaPolicyDefinition(row).name})`),
    ...ofSubscriptions.map((row) => `the subscription ${row.id} (${row.name})`),
  ];
  if (users.length > 0) throw inUse(id, users);
}

function asks(id: string, input: JudgedCondition['input']): boolean {
  const condition = compiledCondition(input);
  return condition !== null && calendarsOf(condition).includes(id);
}

function inUse(id: string, users: readonly string[]): FailureError {
  const more = users.length > NAMED_MAX ? ` and ${users.length - NAMED_MAX} more` : '';
  const named = users.slice(0, NAMED_MAX).join(', ') + more;
  const detail = `The calendar "${id}" is used by ${named}: give them another calendar first`;
  return new FailureError({ kind: 'conflict', detail });
}
