import * as z from 'zod/mini';

/** App types of Studio that can appear in a user's list (model 2017-07-24, enum AppType). */
export const AppType = z.enum([
  'JupyterServer',
  'KernelGateway',
  'DetailedProfiler',
  'TensorBoard',
  'CodeEditor',
  'JupyterLab',
  'RStudioServerPro',
  'RSessionGateway',
  'Canvas',
]);
export type AppType = z.infer<typeof AppType>;
