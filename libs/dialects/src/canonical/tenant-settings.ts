/** What a tenant's settings contribute to what is sent; an event's own `data.tenant` wins. */
export interface TenantSettings {
  readonly id: string;
  readonly name: string;
  readonly subdomain: string | null;
  readonly siteUrl: string | null;
  readonly adminBaseUrl: string | null;
  readonly portalBaseUrl: string | null;
  readonly timezone: string;
}
