const LENGTH_MAX = 63;
const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** An id that a name suggests: `Müller & Co.` is `muller-co`. Empty where the name has no letter of use. */
export function suggestedId(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+/g, '')
    .slice(0, LENGTH_MAX)
    .replaceAll(/-+$/g, '');
}

/** Why a text cannot be the id of a tenant; null when it can (contract, section 1). */
export function idProblem(id: string): string | null {
  return TENANT_ID.test(id) ? null : '1 to 63 of a-z, 0-9 and "-", not starting with "-"';
}
