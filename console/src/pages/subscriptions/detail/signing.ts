import type { Subscription } from '../../../api/types.js';

/** Dialects whose receivers have nothing to verify: their vendors do not sign. */
const UNSIGNED: readonly Subscription['dialect'][] = ['supportbee', 'supportgenix', 'movidesk'];
/** Dialects with room for one signature: during a rotation the new secret alone signs. */
const ONE_SIGNATURE: readonly Subscription['dialect'][] = ['supportcandy', 'shahiassist'];

/** Whether requests of a dialect can carry a signature. */
export const canSign = (dialect: Subscription['dialect']): boolean => !UNSIGNED.includes(dialect);

/** Whether both the old and the new secret sign during a rotation. */
export const signsWithSeveral = (dialect: Subscription['dialect']): boolean =>
  canSign(dialect) && !ONE_SIGNATURE.includes(dialect);
