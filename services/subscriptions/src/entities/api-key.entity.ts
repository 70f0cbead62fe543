import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { TenantEntity } from './tenant.entity.js';

/** An API key. Its secret is not here: only the hash that recognises it. */
@Entity('api_keys')
@Unique('api_keys_hash_key', ['hash'])
@Index('api_keys_tenant_created', ['tenantId', 'createdAt', 'id'])
@Check('api_keys_role_known', `"role" IN ('admin', 'editor', 'viewer', 'publisher')`)
export class ApiKeyEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => TenantEntity, { nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'api_keys_tenant_fkey' })
  tenant?: Relation<TenantEntity>;

  @Column('text')
  name!: string;

  @Column('text')
  role!: string;

  @Column('text')
  hash!: string;

  @Column('text')
  hint!: string;

  @Column({ type: 'timestamp with time zone', name: 'created_at', precision: 3 })
  createdAt!: Date;
}
