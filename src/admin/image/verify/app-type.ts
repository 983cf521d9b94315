import { z } from 'zod';

/** The app types that take a custom image. */
export const ImageAppType = z.enum(['JupyterLab', 'CodeEditor', 'KernelGateway']);
export type ImageAppType = z.infer<typeof ImageAppType>;

/** How Studio runs an image as an app of one type. */
export interface AppContract {
  /** The member of AppImageConfig that belongs to this app type. */
  configMember: 'JupyterLabAppImageConfig' | 'CodeEditorAppImageConfig' | 'KernelGatewayImageConfig';
  /** Path that the server answers below; none where Studio starts its own server. */
  baseUrl?: string;
  /** UID and GID pairs that Studio documents for this app type. */
  identities: { uid: number; gid: number }[];
  /** Bytes that an image may have; none where Studio documents no limit for the app type. */
  imageSize?: { most: number; source: string };
}

/**
 * What Studio documents for each app type: UID 1000 and GID 100, port 8888, `jupyterlab/default` and
 * `codeeditor/default` ("Custom image specifications"); for KernelGateway 0/0 or 1000/100, its entry point overridden
 * ("Custom SageMaker image specifications", Studio Classic).
 */
export const contracts: Record<ImageAppType, AppContract> = {
  JupyterLab: {
    configMember: 'JupyterLabAppImageConfig',
    baseUrl: '/jupyterlab/default',
    identities: [{ uid: 1000, gid: 100 }],
  },
  CodeEditor: {
    configMember: 'CodeEditorAppImageConfig',
    baseUrl: '/codeeditor/default',
    identities: [{ uid: 1000, gid: 100 }],
  },
  KernelGateway: {
    configMember: 'KernelGatewayImageConfig',
    identities: [
      { uid: 1000, gid: 100 },
      { uid: 0, gid: 0 },
    ],
    imageSize: { most: 25e9, source: 'developer guide, "Custom SageMaker image specifications" for Studio Classic' },
  },
};

/** The port that the server of every app listens on. */
export const appPort = 8888;

/** Where the space's volume is mounted; it cannot be changed for JupyterLab and Code Editor. */
export const homeMount = '/home/sagemaker-user';
