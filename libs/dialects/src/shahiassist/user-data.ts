import type { Login, UserChange } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';

/** `data` of the user events; both are proposed (dialects page, section 5a). A WordPress user has one role as a rule. */
export function userRoleChanged({ person, oldRoles, newRoles, changedBy }: UserChange): JsonObject {
  return {
    user_id: person.id,
    user_email: person.email,
    old_role: oldRoles[0] ?? null,
    new_role: newRoles[0] ?? null,
    changed_by: changedBy?.id ?? 0,
  };
}

export function agentLogin({ user, at }: Login): JsonObject {
  return {
    user_id: user.id,
    user_email: user.email,
    display_name: user.name,
    login_time: Math.floor(at / 1000),
  };
}
