/** What a key identifies: each kind counts for itself. */
export type IdKind =
  | 'article'
  | 'assignment'
  | 'attachment'
  | 'category'
  | 'field'
  | 'label'
  | 'message'
  | 'person'
  | 'priority'
  | 'rule'
  | 'service'
  | 'status'
  | 'tag'
  | 'team'
  | 'ticket';

/** The integer that stands for a key which is none, the same for ever within a tenant (dialects page, section 7). */
export type IntegerIds = (kind: IdKind, key: string) => number;

/** A key that needs an integer. */
export interface IdKey {
  readonly kind: IdKind;
  readonly key: string;
}
