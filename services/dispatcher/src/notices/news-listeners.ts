import type { SubscriptionRecord } from '@deskhook/contracts';
import { selectsType } from '@deskhook/dialects';
import { isOwnNews } from '@deskhook/domain';

/** Knows which tenants have subscriptions that ask for Deskhook's own news: few have any. */
export class NewsListeners {
  private readonly selectors = new Map<string, Map<string, readonly string[]>>();

  put({ tenant, id, active, events }: SubscriptionRecord): void {
    const asked = active ? events.filter((selector) => isOwnNews(selector)) : [];
    if (asked.length === 0) return this.remove(tenant, id);
    const ofTenant = this.selectors.get(tenant) ?? new Map<string, readonly string[]>();
    this.selectors.set(tenant, ofTenant.set(id, asked));
  }

  remove(tenant: string, id: string): void {
    const ofTenant = this.selectors.get(tenant);
    ofTenant?.delete(id);
    if (ofTenant?.size === 0) this.selectors.delete(tenant);
  }

  /** Whether some subscription of the tenant selects news of the type. */
  hears(tenant: string, type: string): boolean {
    const ofTenant = this.selectors.get(tenant);
    if (ofTenant === undefined) return false;
    return [...ofTenant.values()].some((asked) => asked.some((selector) => selectsType(selector, type)));
  }
}
