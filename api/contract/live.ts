import { z } from 'zod';

/**
 * `GET /api/projects/:projectId/live` is a stream of server-sent events. Each `data` is one `LiveChange`: what changed, never the
 * content; whoever shows it asks for it. After a reconnect everything shown has to be asked for again.
 */
export const liveChange = z.object({
  deals: z.array(z.string()).optional(),
  removedDeals: z.array(z.string()).optional(),
  contacts: z.array(z.string()).optional(),
  conversations: z.array(z.string()).optional(),
  /** Settings, pipelines, flows, members or channels. */
  config: z.boolean().optional(),
  notifications: z.array(z.string()).optional(),
  tasks: z.array(z.string()).optional(),
  /** Imports that go on or have ended. */
  imports: z.array(z.string()).optional(),
});
export type LiveChange = z.infer<typeof liveChange>;
