/** Where the person was last, on this device. */

export const rememberedProject = (): string | null => localStorage.getItem('voronka.project');

export const rememberProject = (projectId: string): void => localStorage.setItem('voronka.project', projectId);

export const rememberedPipeline = (projectId: string): string | null =>
  localStorage.getItem(`voronka.pipeline.${projectId}`);

export const rememberPipeline = (projectId: string, pipelineId: string): void =>
  localStorage.setItem(`voronka.pipeline.${projectId}`, pipelineId);

/** Of a pipeline: its board or its list. */
export const rememberedKind = (pipelineId: string): 'board' | 'list' =>
  localStorage.getItem(`voronka.kind.${pipelineId}`) === 'list' ? 'list' : 'board';

export const rememberKind = (pipelineId: string, kind: 'board' | 'list'): void =>
  localStorage.setItem(`voronka.kind.${pipelineId}`, kind);

/** The saved view that a pipeline opens with for a member. */
export const rememberedDefaultView = (memberId: string, pipelineId: string): string | null =>
  localStorage.getItem(`voronka.view.${memberId}.${pipelineId}`);

export function rememberDefaultView(memberId: string, pipelineId: string, viewId: string | undefined): void {
  const key = `voronka.view.${memberId}.${pipelineId}`;
  if (viewId) localStorage.setItem(key, viewId);
  else localStorage.removeItem(key);
}
