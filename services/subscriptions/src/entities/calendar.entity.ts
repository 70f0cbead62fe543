import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './tenant.entity.js';

/** A business calendar. Its id is chosen, so it is unique within the tenant only. */
@Entity('calendars')
export class CalendarEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'calendars_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'calendars_pkey' })
  id!: string;

  @ManyToOne(() => TenantEntity, { nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'calendars_tenant_fkey' })
  tenant?: Relation<TenantEntity>;

  /** Name, time zone, hours and holidays, as they were given. */
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
