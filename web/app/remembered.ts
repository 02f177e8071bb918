/** Where the person was last, on this device. */

export const rememberedProject = (): string | null => localStorage.getItem('voronka.project');

export const rememberProject = (projectId: string): void => localStorage.setItem('voronka.project', projectId);

export const rememberedPipeline = (projectId: string): string | null =>
  localStorage.getItem(`voronka.pipeline.${projectId}`);

export const rememberPipeline = (projectId: string, pipelineId: string): void =>
  localStorage.setItem(`voronka.pipeline.${projectId}`, pipelineId);
