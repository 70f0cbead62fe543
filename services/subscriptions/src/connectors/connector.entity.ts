import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from '../entities/tenant.entity.js';

/** Where a helpdesk's webhooks come in. */
@Entity('connectors')
@Index('connectors_by_tenant', ['tenantId', 'id'])
@Check('connectors_status', `"status" IN ('active', 'inactive')`)
export class ConnectorEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'connectors_pkey' })
  id!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => TenantEntity, { nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'connectors_tenant_fkey' })
  tenant?: Relation<TenantEntity>;

  /** Which helpdesk. Text, so that a release before can read what one after has added. */
  @Column('text')
  kind!: string;

  @Column('text')
  name!: string;

  @Column('text')
  status!: string;

  /** What the helpdesk signs with, sealed; empty: it is not known yet. */
  @Column('jsonb')
  secrets!: object;

  /** Options of the kind as they were given. */
  @Column('json')
  options!: object;

  /** The newest request of each outcome, by outcome. */
  @Column('jsonb', { name: 'last_requests', default: {} })
  lastRequests!: object;

  /** Counts the changes; the etag comes from it. */
  @Column('integer')
  version!: number;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamp with time zone', name: 'updated_at', precision: 3 })
  updatedAt!: Date;
}
