import type { Settled, StepKind } from '../../../converge/kind';
import type { PublishContext } from '../context';
import { changeImageList, type HolderNow, holderText, type ListedImage, readImageLists } from '../image-list';
import type { StepThatDoes } from '../publish-step';

type List = StepThatDoes<'list'>;
type Unlist = StepThatDoes<'unlist'>;
type Named = Pick<List, 'imageName' | 'appImageConfigName'>;

/**
 * Lists an image beside those that are listed already. Without a version number: Studio then offers the latest, and
 * publishing and pruning decide which that is. Only the own entry is changed, in the list as it is then.
 */
export const list: StepKind<List, PublishContext, HolderNow> = {
  sign: '~',
  what: ({ holder }) => holderText(holder),
  text: ({ imageName, appType, holder, beside }) =>
    `list image ${imageName} for ${appType} in the settings of ${holderText(holder)}${
      beside.length === 0 ? '' : `, beside ${beside.join(', ')}`
    }`,
  read: ({ sagemaker }, { holder }) => readImageLists(sagemaker, holder),
  ready,
  settled,
  reached: ({ images }, step) => {
    const own = images[step.appType].find((image) => isOwn(image, step));
    return own !== undefined && own.ImageVersionNumber === undefined;
  },
  fingerprint: ({ images }, step) => listingFingerprint(images[step.appType], step),
  async perform({ sagemaker }, step) {
    await changeImageList(sagemaker, step.holder, step.appType, (images) => withEntry(images, step, entry(step)));
  },
};

/** Takes the entry away again, or gives it the version that it had. */
export const unlist: StepKind<Unlist, PublishContext, HolderNow> = {
  sign: '~',
  what: ({ holder }) => holderText(holder),
  text: ({ imageName, appType, holder }) =>
    `take image ${imageName} for ${appType} from the settings of ${holderText(holder)}`,
  read: ({ sagemaker }, { holder }) => readImageLists(sagemaker, holder),
  ready,
  settled,
  reached: ({ images }, step) => {
    const own = images[step.appType].find((image) => isOwn(image, step));
    return step.version === undefined ? own === undefined : own?.ImageVersionNumber === step.version;
  },
  fingerprint: ({ images }, step) => listingFingerprint(images[step.appType], step),
  async perform({ sagemaker }, step) {
    const { version } = step;
    const before = version === undefined ? undefined : { ...entry(step), ImageVersionNumber: version };
    await changeImageList(sagemaker, step.holder, step.appType, (images) => withEntry(images, step, before));
  },
};

/** How an image is listed, in words: what must not have changed meanwhile. */
export function listingFingerprint(images: readonly ListedImage[], named: Named): Record<string, string> {
  const own = images.find((image) => isOwn(image, named));
  const version = own?.ImageVersionNumber;
  const how = own === undefined ? 'not listed' : version === undefined ? 'listed' : `listed with version ${version}`;
  return { [`image ${named.imageName} with ${named.appImageConfigName}`]: how };
}

/** Whether it is this entry: others may list the same image with another AppImageConfig. */
export const isOwn = (image: ListedImage, { imageName, appImageConfigName }: Named) =>
  image.ImageName === imageName && image.AppImageConfigName === appImageConfigName;

const entry = ({ imageName, appImageConfigName }: Named): ListedImage => ({
  ImageName: imageName,
  AppImageConfigName: appImageConfigName,
});

/** Where it stands already, it keeps its place. */
function withEntry(images: readonly ListedImage[], named: Named, own: ListedImage | undefined): ListedImage[] {
  const there = images.some((image) => isOwn(image, named));
  const entries = own === undefined ? [] : [own];
  return there ? images.flatMap((image) => (isOwn(image, named) ? entries : [image])) : [...images, ...entries];
}

/** Assumption: what failed to be updated takes another update, which is the only way out of it. */
function ready(now: HolderNow, step: List | Unlist): Settled {
  return now.status === 'Update_Failed' ? { state: 'done' } : settled(now, step);
}

function settled({ status, failureReason }: HolderNow, { holder }: List | Unlist): Settled {
  if (status === 'InService') return { state: 'done' };
  if (status === 'Updating' || status === 'Pending') return { state: 'waiting', status };
  const why = failureReason === undefined ? '' : `: ${failureReason}`;
  return { state: 'failed', why: `${holderText(holder)} is ${status}${why}` };
}
