import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './tenant.entity.js';

@Entity('subscriptions')
@Index('subscriptions_tenant_created', ['tenantId', 'createdAt', 'id'])
@Index('subscriptions_tenant_key', ['tenantId', 'key'], { unique: true })
@Check('subscriptions_status_known', `"status" IN ('active', 'inactive')`)
export class SubscriptionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'subscriptions_pkey' })
  id!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => TenantEntity, { nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'subscriptions_tenant_fkey' })
  tenant?: Relation<TenantEntity>;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  urls!: string[];

  @Column('text', { array: true })
  events!: string[];

  @Column('text')
  status!: string;

  @Column('text')
  dialect!: string;

  /** Sealed signing secrets, the current one first; empty: unsigned, or signed with the tenant's. */
  @Column('jsonb')
  secrets!: object;

  @Column('boolean', { name: 'uses_tenant_secret', default: false })
  usesTenantSecret!: boolean;

  @Column('jsonb')
  headers!: object;

  /** What differs from the dialect's delivery defaults. */
  @Column('jsonb')
  delivery!: object;

  /** Options of the dialect as they were given. */
  @Column('json', { name: 'dialect_options', default: {} })
  dialectOptions!: object;

  /** As it was given; null: none. */
  @Column('json', { nullable: true })
  condition!: object | null;

  /** What the helpdesk is asked to do beside the webhook. */
  @Column('json', { default: [] })
  actions!: object;

  /** How requests authenticate themselves; its secret part is sealed. */
  @Column('jsonb', { default: { type: 'none' } })
  auth!: object;

  /** Client certificate for mutual TLS, its key sealed; null: none. */
  @Column('jsonb', { nullable: true })
  tls!: object | null;

  /** Fields that are left out of what is sent and logged. */
  @Column('text', { array: true, default: [] })
  redact!: string[];

  /** URLs that Deskhook stopped sending to, why, and when. */
  @Column('jsonb', { name: 'disabled_urls', default: [] })
  disabledUrls!: object;

  /** When it was last told to send: older news of its endpoints do not count. Null: when it was created. */
  @Column({ type: 'timestamp with time zone', name: 'activated_at', precision: 3, nullable: true })
  activatedAt!: Date | null;

  /** A lasting name, unique in the tenant; null: none. */
  @Column('text', { nullable: true })
  key!: string | null;

  @Column('jsonb', { default: {} })
  labels!: object;

  /** Counts the changes; the etag comes from it. */
  @Column('integer')
  version!: number;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamp with time zone', name: 'updated_at', precision: 3 })
  updatedAt!: Date;
}
