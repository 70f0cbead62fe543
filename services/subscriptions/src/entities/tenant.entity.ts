import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenants')
@Check('tenants_id_form', `"id" ~ '^[a-z0-9][a-z0-9-]{0,62}$'`)
export class TenantEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'tenants_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'site_url', nullable: true })
  siteUrl!: string | null;

  @Column('text', { nullable: true })
  subdomain!: string | null;

  @Column('text', { name: 'admin_base_url', nullable: true })
  adminBaseUrl!: string | null;

  @Column('text', { name: 'portal_base_url', nullable: true })
  portalBaseUrl!: string | null;

  @Column('text')
  timezone!: string;

  /** Sealed signing secrets of the subscriptions that bring none, the current one first; empty: there is none. */
  @Column('jsonb', { default: [] })
  secrets!: object;

  /** What new subscriptions have where the request that creates them leaves it out. */
  @Column('jsonb', { default: {} })
  defaults!: object;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamp with time zone', name: 'updated_at', precision: 3 })
  updatedAt!: Date;
}
