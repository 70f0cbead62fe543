/** Deskhook's own news: on `notices.<tenant>.<type>`, and as events that subscriptions can select (contract, section 4). */
export const NOTICE_TYPES = {
  loopStopped: 'deskhook.loop_stopped',
  endpointDisabled: 'deskhook.endpoint_disabled',
  endpointRecovered: 'deskhook.endpoint_recovered',
  deliveryFailed: 'deskhook.delivery_failed',
} as const;
export type NoticeType = (typeof NOTICE_TYPES)[keyof typeof NOTICE_TYPES];
