import { deleteImageByDigest } from '../../../aws/ecr-repository';
import type { EcrRepository } from '../../../aws/ecr-repository';
import type { RegistryCredentials } from '../registry/client';
import { RegistryRepository } from '../registry/client';
import { deleteManifest, pushLayout } from '../registry/push';
import { manifestDigest } from '../registry/manifest-digest';
import type { RegistryReference } from '../registry/pull';
import type { Step } from './step';

export interface Push {
  layout: string;
  /** `sha256:…` of the layout's manifest. */
  digest: string;
  target: Omit<RegistryReference, 'reference'>;
  credentials: RegistryCredentials;
  /** The target, where it is ECR's: its images are deleted through ECR's API. */
  ecr?: EcrRepository;
}

/** A tag that names the content, so that no push ever moves a tag that somebody uses. */
const tagOf = (digest: string) => `studiolo-${digest.split(':')[1]?.slice(0, 12)}`;

/** Pushes a layout, unless the registry has that very image under its tag. */
export const pushStep =
  ({ layout, digest, target, credentials, ecr }: Push, tell: (line: string) => void): Step =>
  async () => {
    const reference = { ...target, reference: tagOf(digest) };
    const uri = `${target.registry}/${target.repository}:${reference.reference}`;
    const repository = new RegistryRepository(target.registry, target.repository, credentials);
    if ((await manifestDigest(repository, reference.reference)) === digest) {
      return { state: 'there', text: `${uri} is there`, value: undefined };
    }
    return {
      state: 'to-do',
      text: `push ${uri}`,
      async carryOut(undo) {
        const onBlob = (blob: string, size: number) => tell(`pushed ${blob.slice(0, 19)} (${megabytes(size)})`);
        const { sent } = await pushLayout(layout, reference, credentials, onBlob, { name: digest });
        undo.made(uri, async () => {
          if (ecr) await deleteImageByDigest(ecr, digest);
          else await deleteManifest({ ...target, reference: digest }, credentials);
        });
        tell(`${uri}: ${sent === 0 ? 'its layers were there' : `${megabytes(sent)} sent`}`);
      },
    };
  };

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
