import {
  chosenIdSchema,
  labelledQuerySchema,
  calendarInputSchema,
  calendarPageSchema,
  calendarPatchSchema,
  calendarPutSchema,
  calendarSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { createdHeaders, etagHeader, ifMatchHeader, inTenant, oneInTenant } from './parameters.js';

const tag = 'Calendars';
const path = '/v1/tenants/{tenant}/calendars';
const pathOfOne = '/v1/tenants/{tenant}/calendars/{id}';

export const calendarOperations = {
  create: operation({
    id: 'createCalendar',
    method: 'POST',
    path,
    tag,
    summary: 'Create a business calendar',
    description:
      'Open hours by the day of the week in a time zone of the IANA database, and dates that differ. SLA policies and the ' +
      'operator `in_business_hours` name it by its id.',
    access: 'configure',
    params: inTenant,
    body: calendarInputSchema,
    answer: {
      status: 201,
      description: 'The calendar',
      schema: calendarSchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
    failures: ['conflict'],
  }),
  list: operation({
    id: 'listCalendars',
    method: 'GET',
    path,
    tag,
    summary: 'List the calendars',
    description: 'In the order of their ids.',
    access: 'read',
    params: inTenant,
    query: labelledQuerySchema,
    answer: { status: 200, description: 'One page of calendars', schema: calendarPageSchema },
  }),
  get: operation({
    id: 'getCalendar',
    method: 'GET',
    path: pathOfOne,
    tag,
    summary: 'Get a business calendar',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The calendar', schema: calendarSchema, headers: etagHeader },
  }),
  put: operation({
    id: 'putCalendar',
    method: 'PUT',
    path: pathOfOne,
    tag,
    summary: 'Create or replace a business calendar',
    description: 'What is absent gets its default. Clocks that run by it are computed anew.',
    access: 'configure',
    params: inTenant.extend({ id: chosenIdSchema }),
    headers: ifMatchHeader,
    body: calendarPutSchema,
    answer: {
      status: 200,
      description: 'The calendar as it is now',
      schema: calendarSchema,
      headers: etagHeader,
    },
    failures: ['conflict', 'precondition-failed'],
  }),
  patch: operation({
    id: 'patchCalendar',
    method: 'PATCH',
    path: pathOfOne,
    tag,
    summary: 'Change a business calendar',
    description: 'What is absent stays, what is given replaces. Clocks that run by it are computed anew.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    body: calendarPatchSchema,
    answer: {
      status: 200,
      description: 'The calendar as it is now',
      schema: calendarSchema,
      headers: etagHeader,
    },
    failures: ['precondition-failed'],
  }),
  delete: operation({
    id: 'deleteCalendar',
    method: 'DELETE',
    path: pathOfOne,
    tag,
    summary: 'Delete a business calendar',
    description: 'Refused while an SLA policy or a condition names it.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    answer: { status: 204, description: 'It is gone' },
    failures: ['conflict', 'precondition-failed'],
  }),
} as const;
