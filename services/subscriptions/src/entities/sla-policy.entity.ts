import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './tenant.entity.js';

/** An SLA policy. Its id is chosen, so it is unique within the tenant only. */
@Entity('sla_policies')
export class SlaPolicyEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'sla_policies_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sla_policies_pkey' })
  id!: string;

  @ManyToOne(() => TenantEntity, { nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'sla_policies_tenant_fkey' })
  tenant?: Relation<TenantEntity>;

  /** The order in which policies are tried; lists are sorted by it. */
  @Column('integer')
  position!: number;

  /** Everything else that was given: name, status, condition, targets and what goes with them. */
  @Column('json')
  definition!: object;

  /** Counts the changes; the etag comes from it. */
  @Column('integer')
  version!: number;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamp with time zone', name: 'updated_at', precision: 3 })
  updatedAt!: Date;
}
