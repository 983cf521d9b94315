import { z } from 'zod';

const FileSystemConfig = z.strictObject({
  MountPath: z.string().max(1024).default('/home/sagemaker-user'),
  DefaultUid: z.int().min(0).max(65_535).default(1000),
  DefaultGid: z.int().min(0).max(65_535).default(100),
});

const ContainerConfig = z.strictObject({
  ContainerArguments: z.array(z.string().min(1).max(64)).max(50).optional(),
  ContainerEntrypoint: z.array(z.string().min(1).max(256)).max(1).optional(),
  ContainerEnvironmentVariables: z
    .record(z.string().max(256), z.string().max(256))
    .refine((variables) => Object.keys(variables).length <= 25, 'at most 25 variables')
    .optional(),
});

const ServerImageConfig = z.strictObject({
  FileSystemConfig: FileSystemConfig.optional(),
  ContainerConfig: ContainerConfig.optional(),
});

const KernelGatewayImageConfig = z.strictObject({
  KernelSpecs: z
    .array(z.strictObject({ Name: z.string().max(1024), DisplayName: z.string().max(1024).optional() }))
    .min(1)
    .max(5),
  FileSystemConfig: FileSystemConfig.optional(),
});

/**
 * An AppImageConfig as CreateAppImageConfig takes it: members, lengths and counts as in the service model. The model
 * lets UID and GID be 0..65535; which of them work is `contracts`' business.
 */
export const AppImageConfig = z.strictObject({
  AppImageConfigName: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/),
  Tags: z
    .array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) }))
    .max(50)
    .optional(),
  KernelGatewayImageConfig: KernelGatewayImageConfig.optional(),
  JupyterLabAppImageConfig: ServerImageConfig.optional(),
  CodeEditorAppImageConfig: ServerImageConfig.optional(),
});
export type AppImageConfig = z.infer<typeof AppImageConfig>;

/** What DescribeAppImageConfig answers beyond what CreateAppImageConfig takes, and what its clients put around it. */
const described = ['AppImageConfigArn', 'CreationTime', 'LastModifiedTime', 'ResponseMetadata', '$metadata'];

/** The output of DescribeAppImageConfig as CreateAppImageConfig takes it; anything else as it is. */
export function asCreated(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name, member]) => !described.includes(name) && member !== null),
  );
}
