import { CONFIG_FILTERS, configKeys } from '@deskhook/contracts';
import { In, type EntityManager } from 'typeorm';
import { keyRecord } from './api-key-mapping.js';
import { calendarRecord } from './calendar-mapping.js';
import { ConnectorEntity } from './connectors/connector.entity.js';
import { connectorRecord } from './connectors/connector-mapping.js';
import { findConnectors } from './connectors/connectors.repository.js';
import { ApiKeyEntity } from './entities/api-key.entity.js';
import { CalendarEntity } from './entities/calendar.entity.js';
import { SlaPolicyEntity } from './entities/sla-policy.entity.js';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import { TenantEntity } from './entities/tenant.entity.js';
import { slaPolicyRecord } from './sla-policy-mapping.js';
import { subscriptionRecord } from './subscription-record.js';
import { tenantRecord } from './tenant-mapping.js';

/** The records that the keys should hold now, as JSON text; a key that is missing here should hold none. */
export async function readRecords(
  manager: EntityManager,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const lastOf = (filter: string) => In(ownersOf(keys, filter).map(({ id }) => id));
  const ownedOf = (filter: string) =>
    ownersOf(keys, filter).map(({ tenant, id }) => ({ tenantId: tenant, id }));
  const tenants = await manager.findBy(TenantEntity, { id: lastOf(CONFIG_FILTERS.tenants) });
  const apiKeys = await manager.findBy(ApiKeyEntity, { hash: lastOf(CONFIG_FILTERS.keys) });
  const subscriptions = await manager.findBy(SubscriptionEntity, {
    id: lastOf(CONFIG_FILTERS.subscriptions),
  });
  const calendars = await findOwned(manager, CalendarEntity, ownedOf(CONFIG_FILTERS.calendars));
  const policies = await findOwned(manager, SlaPolicyEntity, ownedOf(CONFIG_FILTERS.slaPolicies));
  const connectors = await findConnectors(
    manager,
    ownersOf(keys, CONFIG_FILTERS.connectors).map(({ id }) => id),
  );
  const records = [
    ...tenants.map((row) => [configKeys.tenant(row.id), tenantRecord(row)] as const),
    ...apiKeys.map((row) => [configKeys.key(row.hash), keyRecord(row)] as const),
    ...subscriptions.map((row) => [subscriptionKey(row), subscriptionRecord(row)] as const),
    ...calendars.map((row) => [calendarKey(row), calendarRecord(row)] as const),
    ...policies.map((row) => [slaPolicyKey(row), slaPolicyRecord(row)] as const),
    ...connectors.map((row) => [connectorKey(row), connectorRecord(row)] as const),
  ];
  return new Map(records.map(([key, record]) => [key, JSON.stringify(record)]));
}

/** Every key that should hold a record now. */
export async function readConfigKeys(manager: EntityManager): Promise<readonly string[]> {
  const select = { id: true, tenantId: true } as const;
  const tenants = await manager.find(TenantEntity, { select: { id: true } });
  const apiKeys = await manager.find(ApiKeyEntity, { select: { hash: true, id: true } });
  const subscriptions = await manager.find(SubscriptionEntity, { select });
  const calendars = await manager.find(CalendarEntity, { select });
  const policies = await manager.find(SlaPolicyEntity, { select });
  const connectors = await manager.find(ConnectorEntity, { select });
  return [
    ...calendars.map(calendarKey),
    ...policies.map(slaPolicyKey),
    ...connectors.map(connectorKey),
    ...subscriptions.map(subscriptionKey),
    ...apiKeys.map((row) => configKeys.key(row.hash)),
    ...tenants.map((row) => configKeys.tenant(row.id)),
  ];
}

const subscriptionKey = (row: SubscriptionEntity) => configKeys.subscription(row.tenantId, row.id);
const calendarKey = (row: CalendarEntity) => configKeys.calendar(row.tenantId, row.id);
const connectorKey = (row: ConnectorEntity) => configKeys.connector(row.tenantId, row.id);
const slaPolicyKey = (row: SlaPolicyEntity) => configKeys.slaPolicy(row.tenantId, row.id);

interface Owned {
  readonly tenantId: string;
  readonly id: string;
}

/** Rows whose ids are unique within their tenant only. An empty list of places would find every row. */
function findOwned<T extends Owned>(
  manager: EntityManager,
  entity: new () => T,
  places: readonly Owned[],
): Promise<T[]> {
  if (places.length === 0) return Promise.resolve([]);
  const query = manager.createQueryBuilder(entity, 'r');
  const pairs = places.map((_place, index) => `(:tenant${index}, :id${index})`).join(', ');
  const values = places.flatMap(({ tenantId, id }, index) => [
    [`tenant${index}`, tenantId],
    [`id${index}`, id],
  ]);
  return query.where(`(r.tenantId, r.id) IN (${pairs})`, Object.fromEntries(values)).getMany();
}

/** Tenants and ids in the keys of one kind; the kind is a filter's first token. */
function ownersOf(
  keys: readonly string[],
  filter: string,
): { readonly tenant: string; readonly id: string }[] {
  const kind = filter.slice(0, filter.indexOf('.'));
  return keys.flatMap((key) => {
    const [first, tenant = '', id = tenant] = key.split('.');
    return first === kind ? [{ tenant, id }] : [];
  });
}
