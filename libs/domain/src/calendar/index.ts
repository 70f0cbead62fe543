export * from './business-calendar.js';
export { businessHours } from './business-hours.js';
export * from './working-time.js';
