import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A key of the configuration bucket that a committed transaction made stale. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pkey',
  })
  id!: string;

  @Column('text')
  key!: string;
}
