import type { z } from 'zod';
import type { ApiDeps } from '../api-deps.ts';
import type { AnyCaller, ProjectCaller, UserCaller } from '../auth/caller.ts';
import type { SessionCookie } from '../auth/session-cookie.ts';
import type { api } from '../contract/api.ts';
import type { Access, MemberAccess, Operation, SeatAccess } from '../contract/operation.ts';

/** Carries out one operation of the contract. Everything that it is given is checked; what it answers has the contract's shape. */
export type Handler<Op> =
  Op extends Operation<infer Params, infer Query, infer Body, infer Response, infer Needs>
    ? (call: Call<z.output<Params>, z.output<Query>, z.output<Body>, CallerOf<Needs>>) => Promise<z.input<Response>>
    : never;

export interface Call<Params = unknown, Query = unknown, Body = unknown, Caller = AnyCaller> {
  deps: ApiDeps;
  caller: Caller;
  params: Params;
  query: Query;
  body: Body;
  cookie: SessionCookie;
}

type CallerOf<Needs extends Access> = Needs extends MemberAccess | SeatAccess
  ? ProjectCaller
  : Needs extends { kind: 'user' }
    ? UserCaller
    : undefined;

type Api = typeof api;

/** One handler for each operation of the contract: the compiler misses none and allows none too many. */
export type Handlers = {
  [Resource in keyof Api]: { [Name in keyof Api[Resource]]: Handler<Api[Resource][Name]> };
};
