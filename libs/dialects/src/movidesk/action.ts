import type { Attachment, Message, Person, Ticket } from '../canonical/model.js';
import type { JsonValue } from '../json-value.js';
import { netDateTime } from './net-date-time.js';

const INTERNAL = 1;
const PUBLIC = 2;
const FIRST_ACTION = 1;
/** The origin of what opened the ticket. */
const FIRST_ACTION_ORIGIN = 0;

/** One element of `Actions`. Its `Id` is its place among the ticket's actions, from 1. */
export type Action = { readonly Id: number } & { readonly [key: string]: JsonValue };

/** Movidesk's code of who sees a ticket or an action. */
export function visibility(isInternal: boolean): number {
  return isInternal ? INTERNAL : PUBLIC;
}

/**
 * The one action of a packet: what was written with the change, else the ticket's last action, else the one that
 * opened it. Never none, so that receivers that take the first or the last element find one.
 */
export function actionOf(ticket: Ticket, message: Message | null): Action {
  return message === null ? openingAction(ticket) : messageAction(ticket, message);
}

function messageAction(ticket: Ticket, message: Message): Action {
  return {
    Id: Math.max(message.sequence ?? ticket.counts.actions, FIRST_ACTION),
    Type: visibility(message.isInternal),
    Origin: message.originCode,
    Description: message.text,
    HtmlDescription: message.html,
    CreatedBy: personOf(message.author),
    IsDeleted: message.isDeleted,
    Attachments: attachmentsOf(message.attachments, message.author),
  };
}

function openingAction(ticket: Ticket): Action {
  const author = ticket.createdByAgent ?? ticket.requester;
  return {
    Id: FIRST_ACTION,
    Type: visibility(ticket.isInternal),
    Origin: FIRST_ACTION_ORIGIN,
    Description: ticket.bodyText,
    HtmlDescription: ticket.bodyHtml,
    CreatedBy: personOf(author),
    IsDeleted: false,
    Attachments: attachmentsOf(ticket.attachments, author),
  };
}

/** A file comes from whoever wrote the action where the helpdesk does not say otherwise. */
function attachmentsOf(attachments: readonly Attachment[], author: Person): JsonValue[] {
  return attachments.map((attachment) => ({
    FileName: attachment.filename,
    Path: attachment.hash32,
    CreatedBy: personOf(attachment.createdBy ?? author),
    CreatedDate: netDateTime(attachment.createdAt, attachment.createdDigits),
  }));
}

function personOf(person: Person): JsonValue {
  const integer = person.id === 0 ? null : String(person.id);
  return {
    Id: person.externalId === '' ? integer : person.externalId,
    PersonType: person.personType,
    ProfileType: person.profileType,
    BusinessName: person.name === '' ? null : person.name,
    Email: person.email === '' ? null : person.email,
    Phone: person.phone,
  };
}
