import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who changed what, and when. It outlives what it tells of, so it refers to nothing. */
@Entity('audit_log')
@Index('audit_log_tenant', ['tenantId', 'id'])
@Index('audit_log_at', ['at'])
@Check('audit_log_result_known', `"result" IN ('ok', 'failed')`)
@Check('audit_log_actor_known', `"actor_kind" IN ('root', 'key', 'system')`)
export class AuditEntryEntity {
  /** Sorts by time. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'audit_log_pkey' })
  id!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column({ type: 'timestamp with time zone', precision: 3 })
  at!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: string;

  @Column('text', { name: 'actor_id' })
  actorId!: string;

  @Column('text', { name: 'actor_name', nullable: true })
  actorName!: string | null;

  @Column('text', { name: 'actor_role' })
  actorRole!: string;

  @Column('text')
  operation!: string;

  @Column('text', { name: 'target_kind' })
  targetKind!: string;

  @Column('text', { name: 'target_id' })
  targetId!: string;

  @Column('text', { name: 'target_name', nullable: true })
  targetName!: string | null;

  @Column('json')
  changes!: object;

  @Column('text')
  result!: string;

  @Column('text', { nullable: true })
  ip!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;
}
