import * as z from 'zod';
import type { AppImageConfigContent } from '../../../aws/app-image-config';
import { stepSchema } from '../../converge/step';
import { ImageAppType } from '../verify/app-type';
import { ImagesHolder } from './image-list';

const Pushed = { registry: z.string(), repository: z.string(), digest: z.string() };
/** As it is sent, and as it was read: what AWS has is more than what this version knows. */
const Content = z.custom<AppImageConfigContent>((value) => typeof value === 'object' && value !== null);
/** An image as settings list it, of one AppImageConfig. */
const Entry = { holder: ImagesHolder, appType: ImageAppType, imageName: z.string(), appImageConfigName: z.string() };
/** Where it is looked up, before something is taken back, whether somebody names it. */
const holders = z.array(ImagesHolder);

/** What is done to publish an image, and what takes it back. */
const Body = z.discriminatedUnion('do', [
  z.object({ do: z.literal('make-repository'), registry: z.string(), repository: z.string() }),
  z.object({ do: z.literal('delete-repository'), registry: z.string(), repository: z.string() }),
  z.object({ do: z.literal('push'), ...Pushed, layout: z.string() }),
  z.object({ do: z.literal('delete-pushed'), ...Pushed, imageName: z.string() }),
  /** Without a role it is being made already, and is waited for. */
  z.object({ do: z.literal('make-image'), imageName: z.string(), roleArn: z.string().optional() }),
  z.object({ do: z.literal('delete-image'), imageName: z.string(), holders }),
  z.object({ do: z.literal('make-version'), imageName: z.string(), baseImage: z.string() }),
  z.object({ do: z.literal('delete-version'), imageName: z.string(), baseImage: z.string(), holders }),
  z.object({ do: z.literal('make-config'), name: z.string(), content: Content }),
  z.object({ do: z.literal('delete-config'), name: z.string(), holders }),
  z.object({ do: z.literal('change-config'), name: z.string(), content: Content }),
  /** `beside`: the other images that were listed when this was planned. */
  z.object({ do: z.literal('list'), ...Entry, beside: z.array(z.string()) }),
  /** With a version, the entry was there before, with that version. */
  z.object({ do: z.literal('unlist'), ...Entry, version: z.number().optional() }),
]);

export const PublishStep = stepSchema(Body);
export type PublishStep = z.infer<typeof PublishStep>;
export type StepThatDoes<Do extends PublishStep['do']> = Extract<PublishStep, { do: Do }>;
