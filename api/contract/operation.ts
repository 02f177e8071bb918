import { z } from 'zod';
import type { Level, Restriction, Section } from '../../crm-core/members/permissions.ts';

/**
 * One operation of the HTTP API as data: the server validates and documents by it, the browser calls by it. Shapes are zod
 * schemas; times are ISO 8601 with a zone; money is integer minor units of an ISO 4217 currency; ids are opaque.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Needs extends Access = Access,
> {
  /** `resource.verb`, unique. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, parameters as `:id`. */
  path: string;
  summary: string;
  access: Needs;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** For what people wait for most and what changes nothing: it is prepared while it is asked who calls (`auth/answer-ahead.ts`). */
  ahead?: true;
}

/**
 * Who may call: anybody; any signed-in user; whoever has a seat (or API key) in the project; or of them those whose role
 * reaches the level in the section.
 */
export type Access = { kind: 'public' } | { kind: 'user' } | SeatAccess | MemberAccess;
export interface SeatAccess {
  kind: 'seat';
}
export interface MemberAccess {
  kind: 'member';
  section: Section;
  level: Exclude<Level, 'none'>;
  /**
   * Switches of a role that take something of this operation away (PRODUCT D30): it is refused, or shows less. The commands
   * and queries behind it keep to them; the role matrix proves that it is these and no others.
   */
  honours: readonly Restriction[];
  /** Sections that it may ask for besides, depending on what is asked of it. */
  also?: readonly Pick<MemberAccess, 'section' | 'level'>[];
  /** Sections of which each lets in as well: pages of theirs show it. */
  or?: readonly Pick<MemberAccess, 'section' | 'level'>[];
}

/** In place of a body's schema: a file's bytes as they are (`application/octet-stream`), read while they come. */
export const fileBody = z.custom<AsyncIterable<Uint8Array>>();

/** In place of an answer's schema: a file, sent while it is read. */
export const fileAnswer = z.custom<FileAnswer>();

export interface FileAnswer {
  name: string;
  contentType: string;
  /** In bytes, where it is known beforehand. */
  size?: number;
  /** Whether the browser may show it in its place instead of saving it. */
  show?: boolean;
  bytes: AsyncIterable<Uint8Array | string>;
}

export function operation<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
  Needs extends Access = Access,
>(spec: Operation<Params, Query, Body, Response, Needs>): Operation<Params, Query, Body, Response, Needs> {
  return spec;
}

export const member = (
  section: Section,
  level: Exclude<Level, 'none'>,
  ...honours: readonly Restriction[]
): MemberAccess => ({ kind: 'member', section, level, honours });

/** The same, which may ask for other sections too. */
export const withAlso = (access: MemberAccess, ...also: [Section, Exclude<Level, 'none'>][]): MemberAccess => ({
  ...access,
  also: also.map(([section, level]) => ({ section, level })),
});

/** The same, also for who reaches one of these sections instead. */
export const withOr = (access: MemberAccess, ...or: [Section, Exclude<Level, 'none'>][]): MemberAccess => ({
  ...access,
  or: or.map(([section, level]) => ({ section, level })),
});
