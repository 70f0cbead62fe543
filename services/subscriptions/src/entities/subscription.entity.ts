import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './tenant.entity.js';

@Entity('subscriptions')
@Index('subscriptions_tenant_created', ['tenantId', 'createdAt', 'id'])
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

  /** Sealed signing secrets, the current one first; empty: unsigned. */
  @Column('jsonb')
  secrets!: object;

  @Column('jsonb')
  headers!: object;

  /** What differs from the dialect's delivery defaults. */
  @Column('jsonb')
  delivery!: object;

  /** Counts the changes; the etag comes from it. */
  @Column('integer')
  version!: number;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamp with time zone', name: 'updated_at', precision: 3 })
  updatedAt!: Date;
}
