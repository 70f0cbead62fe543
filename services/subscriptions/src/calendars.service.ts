import {
  configKeys,
  FailureError,
  labelsOf,
  type Calendar,
  type RpcAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import type { EntityManager } from 'typeorm';
import { assertCalendar } from './calendar-faults.js';
import type { Audited } from './audit-trail.js';
import {
  calendarDefinition,
  givenCalendar,
  patchedCalendar,
  replacedCalendar,
  toCalendar,
  type CalendarDefinition,
} from './calendar-mapping.js';
import { assertUnused } from './calendar-use.js';
import {
  countCalendars,
  deleteCalendar,
  findCalendar,
  insertCalendar,
  listCalendars,
  lockCalendar,
  updateCalendar,
} from './calendars.repository.js';
import type { ConfigChange, ConfigWrites } from './config-writes.js';
import type { CalendarEntity } from './entities/calendar.entity.js';
import { assertMatch } from './etag.js';
import { newId } from './new-id.js';
import { noCalendar, noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { findTenant, lockExisting } from './tenants.repository.js';

const SORT = 'id';
const CALENDARS_MAX = 200;

/** Creates, shows, changes and deletes business calendars. */
export class CalendarsService {
  constructor(
    private readonly database: Database,
    private readonly writes: ConfigWrites,
  ) {}

  create({ tenant, input }: RpcRequest<'subscriptions.calendars.create'>): Promise<Calendar> {
    const at = new Date();
    const id = input.id ?? newId('cal', at);
    return this.writes.run(async (manager) => {
      await lockExisting(manager, tenant);
      await assertRoom(manager, tenant);
      if ((await findCalendar(manager, tenant, id)) !== null) throw taken(id);
      return added(manager, { tenant, id, operation: 'createCalendar' }, givenCalendar(input), at);
    });
  }

  /** Creates the calendar, or replaces what it says. */
  put({ tenant, id, input, ifMatch }: RpcRequest<'subscriptions.calendars.put'>): Promise<Calendar> {
    return this.writes.run(async (manager) => {
      await lockExisting(manager, tenant);
      const row = await lockCalendar(manager, tenant, id);
      assertMatch(ifMatch, row?.version ?? null);
      const definition = replacedCalendar(row, input);
      if (row !== null) return changed(manager, row, definition, 'putCalendar');
      await assertRoom(manager, tenant);
      return added(manager, { tenant, id, operation: 'putCalendar' }, definition, new Date());
    });
  }

  async get({ tenant, id }: RpcRequest<'subscriptions.calendars.get'>): Promise<Calendar> {
    const row = await this.database.run((manager) => findCalendar(manager, tenant, id));
    if (row === null) throw noCalendar(id);
    return toCalendar(row);
  }

  async list({
    tenant,
    query,
  }: RpcRequest<'subscriptions.calendars.list'>): Promise<RpcAnswer<'subscriptions.calendars.list'>> {
    const after = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run(async (manager) => {
      if ((await findTenant(manager, tenant)) === null) throw noTenant(tenant);
      const filter = { tenant, labels: labelsOf(query.label ?? []) };
      return listCalendars(manager, filter, after?.id ?? null, query.limit + 1);
    });
    return toPage(rows, query.limit, SORT, {
      item: toCalendar,
      position: ({ id }) => ({ value: id, id }),
    });
  }

  patch({ tenant, id, patch, ifMatch }: RpcRequest<'subscriptions.calendars.patch'>): Promise<Calendar> {
    return this.writes.run(async (manager) => {
      const row = await lockCalendar(manager, tenant, id);
      if (row === null) throw noCalendar(id);
      assertMatch(ifMatch, row.version);
      return changed(manager, row, patchedCalendar(row, patch), 'patchCalendar');
    });
  }

  /** Refused while a policy or a condition names the calendar: its clocks would stand still unseen. */
  delete({ tenant, id, ifMatch }: RpcRequest<'subscriptions.calendars.delete'>): Promise<object> {
    return this.writes.run(async (manager) => {
      const row = await lockCalendar(manager, tenant, id);
      if (row === null) throw noCalendar(id);
      assertMatch(ifMatch, row.version);
      await assertUnused(manager, tenant, id);
      await deleteCalendar(manager, row);
      const audited = audit('deleteCalendar', row, { before: calendarDefinition(row), after: null });
      return { value: {}, keys: [configKeys.calendar(tenant, id)], audited: [audited] };
    });
  }
}

/** What is to be created, and by which operation. */
interface Creation {
  readonly tenant: string;
  readonly id: string;
  readonly operation: string;
}

async function added(
  manager: EntityManager,
  { tenant, id, operation }: Creation,
  definition: CalendarDefinition,
  at: Date,
): Promise<ConfigChange<Calendar>> {
  assertCalendar(definition);
  const row = { tenantId: tenant, id, definition, version: 1, createdAt: at, updatedAt: at };
  await insertCalendar(manager, row);
  const audited = audit(operation, row, { before: null, after: definition });
  return { value: toCalendar(row), keys: [configKeys.calendar(tenant, id)], audited: [audited] };
}

async function changed(
  manager: EntityManager,
  row: CalendarEntity,
  definition: CalendarDefinition,
  operation: string,
): Promise<ConfigChange<Calendar>> {
  assertCalendar(definition);
  const before = calendarDefinition(row);
  const next = Object.assign(row, { definition, version: row.version + 1, updatedAt: new Date() });
  await updateCalendar(manager, next);
  const audited = audit(operation, next, { before, after: definition });
  return { value: toCalendar(next), keys: [configKeys.calendar(row.tenantId, row.id)], audited: [audited] };
}

function audit(
  operation: string,
  { tenantId: tenant, id }: Pick<CalendarEntity, 'tenantId' | 'id'>,
  sides: { readonly before: CalendarDefinition | null; readonly after: CalendarDefinition | null },
): Audited {
  const { name } = sides.after ?? sides.before ?? { name: null };
  return { tenant, operation, target: { kind: 'calendar', id, name }, ...sides };
}

/** Throws unless the tenant may have one calendar more. It is locked, so that two cannot take the last place. */
async function assertRoom(manager: EntityManager, tenant: string): Promise<void> {
  if ((await countCalendars(manager, tenant)) < CALENDARS_MAX) return;
  const detail = `The tenant has ${CALENDARS_MAX} calendars, which is the most: delete one first`;
  throw new FailureError({ kind: 'conflict', detail });
}

function taken(id: string): FailureError {
  const detail = `The tenant has a calendar "${id}" already: change that one, or choose another id`;
  return new FailureError({ kind: 'conflict', detail, errors: [{ pointer: '/id', detail: 'is taken' }] });
}
