import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { api } from '../../api/contract/api.ts';
import type { DealCard } from '../../api/contract/deals.ts';
import type { LiveChange } from '../../api/contract/live.ts';
import { keyOf } from './api.ts';

/** Answers that show tasks. */
const tasksShown = [api.tasks.groups, api.tasks.list, api.tasks.mine, api.tasks.get].map((one) => keyOf(one));

export type LiveEvent =
  /** Somebody changed something; whoever shows it asks for it. */
  | { kind: 'changed'; change: LiveChange }
  /** This browser changed these deals and already has the answer. */
  | { kind: 'saved'; cards: DealCard[]; removed: string[] }
  /** The stream was down for a while: everything shown may be old. */
  | { kind: 'reconnected' };

type Listener = (event: LiveEvent) => void;

interface Live {
  connected: boolean;
  listen: (listener: Listener) => () => void;
  publish: (event: LiveEvent) => void;
}

const LiveContext = createContext<Live | null>(null);

/** One stream for a project, shared by all that is on the screen (PRODUCT D14). */
export function LiveProvider({ projectId, children }: { projectId: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const [connected, setConnected] = useState(true);
  const [listeners] = useState(() => new Set<Listener>());

  useEffect(() => {
    const publish = (event: LiveEvent) => tell(listeners, event, queryClient);
    return openStream(`/api/projects/${projectId}/live`, publish, setConnected);
  }, [projectId, listeners, queryClient]);

  const [live] = useState<Omit<Live, 'connected'>>(() => ({
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish: (event) => tell(listeners, event, queryClient),
  }));

  return <LiveContext value={{ ...live, connected }}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive outside of LiveProvider');
  return live;
}

/** Calls the newest `listener` for every live event while the component is mounted. */
export function useLiveEvents(listener: Listener): void {
  const { listen } = useLive();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => listen((event) => newest.current(event)), [listen]);
}

function openStream(address: string, publish: Listener, setConnected: (connected: boolean) => void): () => void {
  let source: EventSource | undefined;
  let retry: number | undefined;
  let everOpen = false;
  let closed = false;

  const open = () => {
    source = new EventSource(address);
    source.onopen = () => {
      setConnected(true);
      if (everOpen) publish({ kind: 'reconnected' });
      everOpen = true;
    };
    source.onmessage = (message) => {
      const change = parseChange(String(message.data));
      if (change) publish({ kind: 'changed', change });
    };
    source.onerror = () => {
      setConnected(false);
      // The browser reconnects by itself unless the answer was an error (a proxy's 502 during a restart).
      if (source?.readyState !== EventSource.CLOSED || closed) return;
      retry = window.setTimeout(open, 2000);
    };
  };
  open();

  return () => {
    closed = true;
    window.clearTimeout(retry);
    source?.close();
  };
}

function parseChange(data: string): LiveChange | undefined {
  try {
    return JSON.parse(data) as LiveChange; // the border: the contract's word
  } catch {
    return undefined;
  }
}

function tell(listeners: Set<Listener>, event: LiveEvent, queryClient: QueryClient): void {
  for (const key of outdatedBy(event)) void queryClient.invalidateQueries({ queryKey: key });
  for (const listener of listeners) listener(event);
}

/** Whatever shows customers; what is not on the screen is only marked as old. */
const contactKeys = [
  api.contacts.search,
  api.contacts.list,
  api.contacts.get,
  api.contacts.timeline,
  api.contacts.duplicates,
].map((operation) => keyOf(operation));

/** Kept answers that an event makes old. Boards and conversations patch theirs by themselves. */
function outdatedBy(event: LiveEvent): unknown[][] {
  const configuration = [
    api.pipelines.list,
    api.projects.get,
    api.fields.list,
    api.projects.listApiKeys,
    api.channels.list,
    api.flows.list,
  ].map((operation) => keyOf(operation));
  switch (event.kind) {
    case 'reconnected':
      return [
        ...configuration,
        keyOf(api.deals.get),
        keyOf(api.deals.timeline),
        ...contactKeys,
        keyOf(api.files.list),
        keyOf(api.notifications.list),
        keyOf(api.imports.list),
        keyOf(api.imports.get),
        keyOf(api.phones.list),
        ...tasksShown,
      ];
    case 'saved':
      return event.cards.flatMap(({ id }) => [
        keyOf(api.deals.get, { params: { dealId: id } }),
        keyOf(api.deals.timeline, { params: { dealId: id } }),
      ]);
    case 'changed': {
      const { change } = event;
      const dealKeys = (change.deals ?? []).flatMap((dealId) => [
        keyOf(api.deals.get, { params: { dealId } }),
        keyOf(api.deals.timeline, { params: { dealId } }),
      ]);
      return [
        ...dealKeys,
        ...(dealKeys.length > 0 ? [keyOf(api.contacts.get)] : []),
        ...(change.deals?.length || change.contacts?.length ? [keyOf(api.files.list)] : []),
        ...(change.config ? configuration : []),
        ...(change.contacts?.length || change.tasks?.length || change.conversations?.length
          ? [keyOf(api.deals.get), ...contactKeys]
          : []),
        ...(change.imports?.length ? [keyOf(api.imports.list), keyOf(api.imports.get)] : []),
        ...(change.tasks?.length ? tasksShown : []),
        ...(change.notifications?.length ? [keyOf(api.notifications.list)] : []),
        ...(change.conversations?.length ? [keyOf(api.phones.list)] : []),
      ];
    }
  }
}
